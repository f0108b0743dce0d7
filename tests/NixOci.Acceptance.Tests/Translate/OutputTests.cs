using NixOci.Cli;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Translate;

/// <summary>Where <c>nixoci translate</c> reads from and writes to, and what it leaves alone.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Good = """{ system.stateVersion = "24.05"; virtualisation.oci-containers.containers.web.image = "nginx:1.27"; }""";

    private readonly TemporaryDirectory _around = new();

    public void Dispose() => _around.Dispose();

    [Fact]
    public void StandardInputIsAConfiguration()
    {
        _around.Write("web.nix", Good);
        ProgramRun fromFile = Run("", "translate", "web.nix"), fromInput = Run(Good, "translate", "-");
        Assert.Equal(ExitCode.Done, fromInput.ExitCode);
        Assert.Contains("# /etc/systemd/system/podman-web.service\n[Unit]\n", fromInput.Output, StringComparison.Ordinal);
        Assert.Equal(fromFile.Output, fromInput.Output);
    }

    /// <summary>What standard input imports lies where the program was started.</summary>
    [Fact]
    public void StandardInputImportsFromTheWorkingDirectory()
    {
        _around.Write("web.nix", Good);
        Assert.Equal(Run("", "translate", "web.nix").Output, Run("{ imports = [ ./web.nix ]; }", "translate", "-").Output);
    }

    [Fact]
    public void ADirectoryMeansItsDefaultFile()
    {
        _around.Write("host/default.nix", Good);
        _around.Write("web.nix", Good);
        Assert.Equal(Run("", "translate", "web.nix").Output, Run("", "translate", "host").Output);
    }

    [Theory]
    [InlineData("syntax", "{ a = ; }")]
    [InlineData("throws", """{ virtualisation.oci-containers.containers.web.image = throw "no image"; }""")]
    [InlineData("assertion", """{ assertions = [ { assertion = false; message = "not so"; } ]; }""")]
    [InlineData("type", "{ virtualisation.oci-containers.containers.web.image = 1; }")]
    [InlineData("unit-name", """{ system.stateVersion = "24.05"; virtualisation.oci-containers.containers."../../x".image = "a:1"; }""")]
    public void ABadConfigurationLeavesTheOldOutput(string name, string bad)
    {
        _around.Write("configuration.nix", Good);
        Assert.Equal(ExitCode.Done, Run("", "translate", "configuration.nix", "-o", "out").ExitCode);
        _around.Write("configuration.nix", bad);
        SortedDictionary<string, string> before = _around.Contents();
        ProgramRun run = Run("", "translate", "configuration.nix", "-o", "out", "--release", "seed");
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(before, _around.Contents());
        Snapshots.Match(run.ToString().Replace(_around.Path, "<dir>", StringComparison.Ordinal), "bad-" + name);
    }

    [Fact]
    public void NothingIsPrintedOfABadConfiguration()
        => Assert.Empty(Run("""{ systemd.services.a.script = "x"; systemd.services.b.script = throw "late"; }""", "translate", "-").Output);

    [Fact]
    public void WarningsGoToStandardErrorAndTheUnitsAreWritten()
    {
        ProgramRun run = Run("""{ warnings = [ "mind the gap" ]; systemd.services.a.script = "x"; }""", "translate", "-");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("mind the gap", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("mind the gap", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingConfigurationIsNamed()
    {
        ProgramRun run = Run("", "translate", "nowhere.nix");
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.Contains($"path '{_around.At("nowhere.nix")}' does not exist", run.Error, StringComparison.Ordinal);
    }

    private ProgramRun Run(string input, params string[] arguments)
        => new ProgramRunner { WorkingDirectory = _around.Path, Input = input }.Run(arguments);
}
