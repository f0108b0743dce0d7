using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Errors;

/// <summary>
/// How errors in what the user wrote are shown. Each file of <c>fixtures/errors</c> is an expression that fails; its snapshot is
/// what a user sees of it. Where a recursion is noticed depends, as with Nix, on the order in which names were first seen: the names in
/// such a file occur in no other.
/// </summary>
public sealed class EvaluationErrorTests
{
    public static TheoryData<string> Names { get; } =
        [.. Directory.GetFiles(ProjectFiles.Fixture("errors"), "*.nix").Select(static file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shown(string name) => Match(name, "error-" + name);

    [Theory]
    [InlineData("many-steps")]
    [InlineData("option-default")]
    [InlineData("option-definition")]
    public void ShownWithAllSteps(string name) => Match(name, "trace-" + name, "--show-trace");

    [Fact]
    public void ShownInColours()
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = ProjectFiles.Fixture("errors"), HasColors = true }
            .Run("eval", "--strict", "missing-attribute.nix");
        Snapshots.Match(WithoutPaths(run).Replace("\e", "<esc>", StringComparison.Ordinal), "colours-missing-attribute");
    }

    private static void Match(string name, string snapshot, params string[] options)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = ProjectFiles.Fixture("errors") }
            .Run(["eval", "--strict", .. options, name + ".nix"]);
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Snapshots.Match(WithoutPaths(run), snapshot);
    }

    private static string WithoutPaths(ProgramRun run)
        => run.ToString().Replace(ProjectFiles.Fixture("errors"), "<dir>", StringComparison.Ordinal);
}
