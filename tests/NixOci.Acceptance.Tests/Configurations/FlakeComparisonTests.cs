using NixOci.Cli;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Configurations;

/// <summary>Commands that compare take hosts of flakes as <c>translate</c> does.</summary>
public sealed class FlakeComparisonTests
{
    [Fact]
    public void AHostIsComparedWithWhatWasWrittenOfIt()
    {
        using TemporaryDirectory output = new();
        ProgramRunner runner = new() { WorkingDirectory = ProjectFiles.Fixture("real/flake-host-by-name") };
        Assert.Equal(ExitCode.Done, runner.Run("translate", ".#beta", "-o", output.At("tree")).ExitCode);
        ProgramRun same = runner.Run("check", ".#beta", "--against", output.At("tree"));
        Assert.True(same.ExitCode == ExitCode.Done, same.ToString());
        ProgramRun other = runner.Run("check", ".#alpha", "--against", output.At("tree"));
        Assert.True(other.ExitCode == ExitCode.Different, other.ToString());
        Assert.Contains("podman-a.service", other.Output, StringComparison.Ordinal);
    }
}
