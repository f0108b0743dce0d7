using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NixOci.Cli;

/// <summary>Help that ends with examples and what exit codes say.</summary>
/// <param name="help">The help without them.</param>
/// <param name="examples">Command lines, each with what it does.</param>
/// <param name="exitCodes">Exit codes, each with what it says.</param>
internal sealed class HelpWithExamples(
    HelpAction help, IReadOnlyList<(string CommandLine, string Meaning)> examples, IReadOnlyList<(int Code, string Meaning)> exitCodes)
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
        foreach ((int code, string meaning) in exitCodes) output.WriteLine($"  {code}  {meaning}");
        return ExitCode.Done;
    }
}
