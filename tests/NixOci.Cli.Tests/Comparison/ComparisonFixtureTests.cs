using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>
/// Pairs of units below <c>fixtures/check</c>: those that differ beside what is to be told of them, and those that are equal and
/// written differently.
/// </summary>
public sealed class ComparisonFixtureTests
{
    public static TheoryData<string> Different { get; } = Cases("check/differences");

    public static TheoryData<string> Equal { get; } = Cases("check/equal");

    [Theory]
    [MemberData(nameof(Different))]
    public void DifferenceIsTold(string name)
    {
        string directory = ProjectFiles.Fixture("check/differences/" + name);
        ProgramRun run = Run(directory);
        Assert.Empty(run.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(directory, "expected.txt")), run.Output);
        Assert.Equal(ExitCode.Different, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Equal))]
    public void EqualUnitsAreEqual(string name)
    {
        ProgramRun run = Run(ProjectFiles.Fixture("check/equal/" + name));
        Assert.Equal(new ProgramRun(ExitCode.Done, "1 unit compared: equal.\n", ""), run);
    }

    /// <summary>There are as many cases as the documentation promises; none of them was lost on the way.</summary>
    [Fact]
    public void ThereAreEnoughCases()
    {
        Assert.True(Different.Count >= 70);
        Assert.True(Equal.Count >= 40);
    }

    private static ProgramRun Run(string directory)
    {
        string file = Path.Combine(directory, "command");
        string command = File.Exists(file) ? File.ReadAllText(file) : "diff left right";
        return new ProgramRunner { WorkingDirectory = directory }.Run(command.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static TheoryData<string> Cases(string directory)
        => [.. Directory.EnumerateDirectories(ProjectFiles.Fixture(directory)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
