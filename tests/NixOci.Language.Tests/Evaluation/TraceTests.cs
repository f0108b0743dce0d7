using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using Xunit;

namespace NixOci.Language.Tests.Evaluation;

/// <summary>
/// The steps that led to an error, as <c>--show-trace</c> tells them. In <c>fixtures/language/traces.txt</c> a program is followed by its
/// steps, outermost first, each with line and column where it has a place, and then by the error; an empty line ends the case. The
/// steps that Nix 2.8 tells too are in its order and at its places.
/// </summary>
public sealed class TraceTests
{
    public static TheoryData<string, string> Programs { get; } = Read();

    [Theory]
    [MemberData(nameof(Programs))]
    public void StepsAreTold(string program, string expected) => Assert.Equal(expected, Tell(program));

    private static string Tell(string program)
    {
        NixException error = Assert.ThrowsAny<NixException>(() => EvalStack.Run(() => DeepForce.Run(
            new Interpreter(new InterpreterOptions { NotesEveryCall = true })
                .Evaluate(SourceFile.FromUnicode("/traces.nix", program, "/")))));
        StringBuilder told = new();
        foreach (TraceStep step in error.Trace.Reverse()) AppendLine(told, step.Text, step.Position);
        AppendLine(told, "error: " + error.Message, error.Position);
        return told.ToString();
    }

    private static void AppendLine(StringBuilder told, string text, Position position)
    {
        told.Append("  ").Append(text.ReplaceLineEndings(" "));
        if (position.IsKnown) told.Append(" at ").Append(position.Line).Append(':').Append(position.Column);
        told.Append('\n');
    }

    private static TheoryData<string, string> Read()
    {
        TheoryData<string, string> programs = [];
        string text = File.ReadAllText(Path.Combine(Repository.Root, "fixtures", "language", "traces.txt"));
        foreach (string block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = block.IndexOf('\n', StringComparison.Ordinal);
            programs.Add(block[..end], block[(end + 1)..].TrimEnd('\n') + "\n");
        }

        return programs;
    }
}
