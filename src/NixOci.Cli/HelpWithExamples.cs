using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NixOci.Cli;

/// <summary>Help that ends with examples and what exit codes say.</summary>
/// <param name="help">The help without them.</param>
/// <param name="examples">Command lines, each with what it does.</param>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<(string CommandLine, string Meaning)> examples)
    : SynchronousCommandLineAction
{
    private const int LineWidth = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // Not the terminal's width: help looks the same wherever it is read.
        help.MaxWidth = LineWidth;
        help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach ((string commandLine, string meaning) in examples)
        {
            output.WriteLine("  " + commandLine);
            output.WriteLine("      " + meaning);
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine("  0  done");
        output.WriteLine("  1  what was to be read is wrong, or a file could not be read or written");
        output.WriteLine("  2  the command line is wrong");
        return ExitCode.Done;
    }
}
