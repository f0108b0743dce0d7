using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Builtins;

/// <summary>
/// The builtins that exist only with experimental features. A line of <c>fixtures/language/experimental.tsv</c> is an expression
/// and its value, or <c>error: </c> and the message.
/// </summary>
public sealed class FlakeReferenceTests
{
    [Fact]
    public void AnswersAsNix()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "fixtures", "language", "experimental.tsv")))
        {
            string[] fields = line.Split('\t');
            string answer = Answer(fields[0], "flakes", "fetch-closure");
            count++;
            if (answer != fields[1]) wrong.Add($"{line}\n  gave {answer}");
        }

        Assert.True(count > 50, $"only {count} cases");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("parseFlakeRef", "flakes")]
    [InlineData("flakeRefToString", "flakes")]
    [InlineData("getFlake", "flakes")]
    [InlineData("fetchTree", "fetch-tree")]
    [InlineData("fetchClosure", "fetch-closure")]
    public void ExistsOnlyWithItsFeature(string builtin, string feature)
    {
        Assert.Equal("false", Answer($"builtins ? {builtin}"));
        Assert.Equal("true", Answer($"builtins ? {builtin}", feature));
    }

    [Fact]
    public void VerifiesCommitsWithTheirFeature()
        => Assert.Equal(
            "\"git+https://example.org/a?keytype=ssh-ed25519&publicKey=k&verifyCommit=1\"",
            Answer(
                "builtins.flakeRefToString { type = \"git\"; url = \"https://example.org/a\"; verifyCommit = true; publicKey = \"k\"; }",
                "flakes",
                "verified-fetches"));

    private static string Answer(string expression, params string[] features)
    {
        Interpreter interpreter = new(new InterpreterOptions { ExperimentalFeatures = new HashSet<string>(features) });
        try
        {
            SourceFile source = SourceFile.FromBytes("case.nix", ByteText.ToBytes(expression));
            return EvalStack.Run(() => ByteText.ToUnicode(ValuePrinter.Print(DeepForce.Run(interpreter.Evaluate(source)))));
        }
        catch (NixException e)
        {
            return "error: " + ByteText.ToUnicode(e.Message);
        }
    }
}
