using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Usage;

/// <summary>What <c>--quiet</c> leaves out.</summary>
public sealed class QuietTests
{
    private const string Configuration = """
        { ... }: {
          warnings = [ "beware" ];
          virtualisation.oci-containers.containers.web.image = builtins.trace "seen" "nginx";
        }
        """;

    [Theory]
    [InlineData("--quiet")]
    [InlineData("-q")]
    public void NothingButErrorsIsTold(string option)
    {
        ProgramRunner runner = new() { Input = Configuration };
        ProgramRun loud = runner.Run("translate", "-"), quiet = runner.Run("translate", "-", option);
        foreach (string told in new[] { "note:", "warning:", "beware", "seen", "1 container" }) Assert.Contains(told, loud.Error, StringComparison.Ordinal);
        Assert.Equal(loud with { Error = "" }, quiet);
    }

    [Fact]
    public void WarningsThatAreErrorsAreTold()
    {
        ProgramRun run = new ProgramRunner { Input = Configuration }.Run("translate", "-", "--quiet", "--strict");
        Assert.Equal((ExitCode.InputIsWrong, ""), (run.ExitCode, run.Output));
        Assert.Contains("has no tag", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsAreTold()
    {
        ProgramRun run = new ProgramRunner().Run("eval", "-q", "-E", "throw \"no\"");
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.Contains("error: no", run.Error, StringComparison.Ordinal);
    }
}
