using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Nixpkgs;

/// <summary>
/// A nixpkgs of the user's own: its <c>lib</c>, written in Nix, stands in for the built-in one everywhere. <c>fixtures/nixpkgs</c> is
/// a small one with a module system that shares no code with ours.
/// </summary>
public sealed class OwnNixpkgsTests
{
    private const string Version = "(import <nixpkgs/lib>).version";
    private static readonly string Own = ProjectFiles.Fixture("nixpkgs");
    private static readonly string Configuration = ProjectFiles.Fixture("nixpkgs/configuration.nix");

    [Fact]
    public void AllWaysOfNamingItWork()
    {
        const string expected = "\"own\"\n";
        ProgramRunner program = new(), inEnvironment = new() { Environment = new Dictionary<string, string> { ["NIX_PATH"] = "nixpkgs=" + Own } };
        Assert.Equal(expected, program.Run("eval", "-E", Version, "--nixpkgs", Own).Output);
        Assert.Equal(expected, program.Run("eval", "-E", Version, "-I", "nixpkgs=" + Own).Output);
        Assert.Equal(expected, inEnvironment.Run("eval", "-E", Version).Output);
        Assert.Equal(expected, inEnvironment.Run("eval", "-E", Version, "-I", "nixpkgs=/nowhere", "--nixpkgs", Own).Output);
        Assert.NotEqual(expected, program.Run("eval", "-E", Version).Output);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("nixos")]
    public void ItsModuleSystemMakesTheSameUnits(string layout)
    {
        ProgramRun own = new ProgramRunner().Run("translate", Configuration, "--for", layout, "--nixpkgs", Own);
        ProgramRun builtIn = new ProgramRunner().Run("translate", Configuration, "--for", layout);
        Assert.Contains("Restart=no", builtIn.Output, StringComparison.Ordinal);
        Assert.Equal(builtIn.ToString(), own.ToString());
    }

    /// <summary>The module that takes the old option over must not ask the configuration which definitions it has.</summary>
    [Fact]
    public void TheOldOptionIsTakenOver()
    {
        using TemporaryDirectory directory = new();
        string configuration = directory.Write(
            "configuration.nix",
            "{ system.stateVersion = \"24.05\"; docker-containers.web = { image = \"nginx\"; extraDockerOptions = [ \"--rm\" ]; }; }");
        ProgramRun own = new ProgramRunner().Run("translate", configuration, "--nixpkgs", Own);
        ProgramRun builtIn = new ProgramRunner().Run("translate", configuration);
        Assert.Contains("docker-web.service", builtIn.Output, StringComparison.Ordinal);
        Assert.Equal(builtIn.Output, own.Output);
        Assert.Contains("The option `docker-containers' defined in", own.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ItsModulesPathIsWhereItLies()
    {
        using TemporaryDirectory directory = new();
        string configuration = directory.Write(
            "configuration.nix", "{ modulesPath, ... }: { system.stateVersion = \"24.05\"; systemd.services.x.script = modulesPath; }");
        ProgramRun run = new ProgramRunner().Run("translate", configuration, "--nixpkgs", Own);
        Assert.Contains($"\n{Own}/nixos/modules\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectoryWithoutLibIsRefused()
    {
        ProgramRun run = new ProgramRunner().Run("eval", "-E", "1", "--nixpkgs", "/nowhere");
        Assert.Equal(
            new ProgramRun(
                ExitCode.UsageIsWrong, "", "error: '/nowhere' is no nixpkgs: there is no file '/nowhere/lib/default.nix'\n"),
            run);
    }

    /// <summary>As in NixOS, a module of NixOS itself can be taken out by its path below <c>modulesPath</c>.</summary>
    [Fact]
    public void ABuiltInModuleCanBeReplaced()
    {
        using TemporaryDirectory directory = new();
        string configuration = directory.Write(
            "configuration.nix",
            """
            { lib, ... }: {
              disabledModules = [ "virtualisation/oci-containers.nix" ];
              options.virtualisation.oci-containers.containers = lib.mkOption { type = lib.types.attrsOf lib.types.str; };
              config.virtualisation.oci-containers.containers.web = "nginx";
              config.system.stateVersion = "24.05";
              config.systemd.services.mine.script = "run";
            }
            """);
        ProgramRun run = new ProgramRunner().Run("translate", configuration);
        Assert.Contains("mine.service", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("podman", run.Output, StringComparison.Ordinal);
    }
}
