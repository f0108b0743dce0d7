using System.Text.RegularExpressions;
using NixOci.Language.Evaluation;
using NixOci.Language.Syntax;
using Xunit;

namespace NixOci.Language.Tests.Syntax;

/// <summary>What Nix printed for, or said against, the syntax of the golden cases.</summary>
public sealed partial class GoldenSyntaxTests
{
    [Fact]
    public void Prints_every_expression_as_Nix_does()
    {
        Check(
            GoldenCase.All.Where(c => c.Mode == "parse" && c.Out is not null),
            c => c.Out!,
            c => GoldenCase.Normalize(ExprPrinter.Print(NixParser.Parse(c.Source, "/home/nixgold"))));
    }

    [Fact]
    public void Says_what_is_wrong_and_where_as_Nix_does()
    {
        Check(GoldenCase.All.Where(c => c.Error is not null && IsSyntaxError(c)), c => $"{c.Error} at {c.At}", Refusal);
    }

    [Fact]
    public void Accepts_whatever_Nix_evaluates()
    {
        Check(GoldenCase.All.Where(c => c.Error is null || !IsSyntaxError(c)), _ => "", c =>
        {
            NixParser.Parse(c.Source, "/home/nixgold");
            return "";
        });
    }

    private static string Refusal(GoldenCase c)
    {
        try
        {
            return ExprPrinter.Print(NixParser.Parse(c.Source, "/home/nixgold"));
        }
        catch (SyntaxException e)
        {
            return GoldenCase.Normalize($"{e.Message} at {e.Position.Line}:{e.Position.Column}");
        }
    }

    private static bool IsSyntaxError(GoldenCase c) => SyntaxErrors().IsMatch(c.Error!) && c.At?.StartsWith('<') != true;

    [GeneratedRegex(
        "^(syntax error|invalid integer|invalid float|attribute '.*' already|duplicate formal|dynamic attributes not|path has a trail|experimental Nix)")]
    private static partial Regex SyntaxErrors();

    private static void Check(IEnumerable<GoldenCase> cases, Func<GoldenCase, string> expected, Func<GoldenCase, string> actual)
    {
        List<string> failures = [];
        EvalStack.Run(() =>
        {
            foreach (GoldenCase c in cases)
            {
                string got;
                try
                {
                    got = actual(c);
                }
                catch (SyntaxException e)
                {
                    got = $"{e.Message} at {e.Position}";
                }

                if (got != expected(c)) failures.Add($"{c.Id}: {c.Expr}\n  want {expected(c)}\n  got  {got}");
            }

            return 0;
        });
        Assert.True(failures.Count == 0, $"{failures.Count} cases:\n" + string.Join('\n', failures));
    }
}
