using CsCheck;
using NixOci.Fuzzing;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using Xunit;

namespace NixOci.Cli.Tests.Fuzzing;

/// <summary>The fuzz targets: a short run of each, what longer runs found, and what the generator of expressions makes.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string, int> Targets { get; } = new()
    {
        { "lexer", 40_000 },
        { "parser", 20_000 },
        { "printer", 20_000 },
        { "evaluator", 4_000 },
        { "modules", 300 },
        { "units", 3_000 },
        { "check", 250 },
    };

    public static TheoryData<string> Findings { get; } = [.. Seeds.Corpus.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_inputs_give_values_or_errors(string target, int inputs)
    {
        FuzzResult result = new FuzzRun(Target(target), seed: 7).Run(inputs);
        Assert.True(result.Found is null, $"{result.Found}\n{result.Failure}");
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void What_was_found_stays_mended(string name) => EvalStack.Run(() =>
    {
        foreach (FuzzTarget target in FuzzTarget.All) target.Try(Seeds.Corpus[name]);
        return 0;
    });

    [Fact]
    public void Printed_expressions_are_read_as_the_same_expressions() => EvalStack.Run(() =>
    {
        Expressions.Texts.Sample(
            static text =>
            {
                Expr expression = Read(text);
                Assert.True(SyntaxShape.IsPrintedAsWritten(expression), text);
                Assert.Equal(SyntaxShape.Of(expression), SyntaxShape.Of(Read(ExprPrinter.Print(expression))));
            },
            iter: 5_000,
            threads: 1);
        return 0;
    });

    private static FuzzTarget Target(string name) => FuzzTarget.All.Single(t => t.Name == name);

    private static Expr Read(string text) => NixParser.Parse(new SourceFile("/generated.nix", text, "/generated"), "/home/u");
}
