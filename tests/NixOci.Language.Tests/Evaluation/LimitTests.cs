using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Evaluation;

/// <summary>
/// Programs of <c>fixtures/language/limits.txt</c> that would need more calls, memory or time than there is, or nearly so: each
/// ends in a value, in an error of its own, or in the error of the limit named in front of it.
/// </summary>
[Collection(nameof(LimitTests))]
public sealed class LimitTests
{
    public static TheoryData<string, string> Programs { get; } = Read();

    [Theory]
    [MemberData(nameof(Programs))]
    public void EndsAsItShould(string expected, string program)
    {
        // Memory is that of the whole process, in which other tests ran before.
        EvaluationLimits limits = expected switch
        {
            "memory" => new EvaluationLimits { MaxMemory = GC.GetTotalMemory(false) + (64L << 20), Timeout = TimeSpan.FromMinutes(5) },
            "time" => new EvaluationLimits { Timeout = TimeSpan.FromMilliseconds(300) },
            _ => new EvaluationLimits { Timeout = TimeSpan.FromMinutes(5) },
        };
        Assert.Equal(expected, Ending(program, limits));
    }

    [Fact]
    public void LowerCallDepthIsReachedSooner()
    {
        const string Program = "let go = n: if n == 0 then 0 else 1 + go (n - 1); in go 500";
        Assert.Equal("value", Ending(Program, EvaluationLimits.Default));
        Assert.Equal("depth", Ending(Program, new EvaluationLimits { MaxCallDepth = 100 }));
    }

    [Fact]
    public void LimitsTellWhereEvaluationStood()
    {
        LimitException error = Assert.Throws<LimitException>(
            () => Evaluate("let f = n:\n  f (n + 1); in f 0", new EvaluationLimits { MaxCallDepth = 100 }));
        Assert.Equal(2, error.Position.Line);
    }

    private static string Ending(string program, EvaluationLimits limits)
    {
        try
        {
            Evaluate(program, limits);
            return "value";
        }
        catch (LimitException e)
        {
            return e.Message.Contains("timed out", StringComparison.Ordinal) ? "time"
                : e.Message.Contains("memory", StringComparison.Ordinal) || e.Message.Contains("1 GiB", StringComparison.Ordinal) ? "memory"
                : "depth";
        }
        catch (NixException)
        {
            return "error";
        }
    }

    private static Value Evaluate(string program, EvaluationLimits limits) => EvalStack.Run(
        () => DeepForce.Run(new Interpreter().Evaluate(SourceFile.FromUnicode("/limits.nix", program, "/"))), limits);

    private static TheoryData<string, string> Read()
    {
        TheoryData<string, string> programs = [];
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "fixtures", "language", "limits.txt")))
        {
            int bar = line.IndexOf('|', StringComparison.Ordinal);
            programs.Add(line[..bar], line[(bar + 1)..]);
        }

        return programs;
    }
}

/// <summary>These tests run alone: they measure memory and time.</summary>
[CollectionDefinition(nameof(LimitTests), DisableParallelization = true)]
public sealed class LimitTestsRunAlone;
