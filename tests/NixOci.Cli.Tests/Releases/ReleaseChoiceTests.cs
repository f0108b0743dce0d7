using NixOci.Containers.Releases;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Releases;

/// <summary>Which release is followed, and what is told of it.</summary>
public sealed class ReleaseChoiceTests
{
    [Theory]
    [InlineData("state-version", "system.stateVersion = \"23.11\";")]
    [InlineData("state-version-default", "system.stateVersion = lib.mkDefault \"25.11\";")]
    [InlineData("nothing", "")]
    [InlineData("unknown", "system.stateVersion = \"19.09\";")]
    [InlineData("from-lib", "system.stateVersion = lib.trivial.release;")]
    public void ChoiceIsTold(string name, string definition)
    {
        ProgramRun run = Translate(definition);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Snapshots.Match(run.Error, "choice-" + name);
    }

    /// <summary>Of releases whose texts real NixOS gave, nothing is guessed; of one that was asked for, only the guesses are told.</summary>
    [Theory]
    [InlineData("seed", "")]
    [InlineData("latest", "")]
    [InlineData("24.05", "warning: what NixOS 24.05 writes is partly guessed (see docs/releases.md):\n")]
    public void GuessesAreTold(string release, string start)
    {
        ProgramRun run = Translate("system.stateVersion = \"24.05\";", "--release", release);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.StartsWith(start.Length == 0 ? "1 container for podman, " : start, run.Error);
    }

    [Fact]
    public void OptionOfALaterReleaseIsToldWithThatRelease()
        => Snapshots.Match(
            Translate("system.stateVersion = \"24.05\"; virtualisation.oci-containers.containers.web.pull = \"always\";").Error, "later-option");

    [Theory]
    [InlineData("nixos-24.05", "24.05")]
    [InlineData("github:NixOS/nixpkgs/nixos-25.05-small", "25.05")]
    [InlineData("release-23.11", "23.11")]
    [InlineData("nixos-unstable", "latest")]
    [InlineData("nixpkgs-unstable", "latest")]
    [InlineData("master", "latest")]
    [InlineData("nixos-19.03", null)]
    [InlineData("", null)]
    public void LockedBranchNamesARelease(string reference, string? release)
    {
        ReleaseChoice? choice = ReleaseChoice.FromLock(reference);
        Assert.Equal(release, choice?.Release.Name);
        if (choice is not null) Assert.Equal(ReleaseOrigin.Lock, choice.Origin);
    }

    private static ProgramRun Translate(string definitions, params string[] words)
    {
        using TemporaryDirectory directory = new();
        directory.Write(
            "a.nix", $"{{ lib, ... }}:\n{{\n  virtualisation.oci-containers.containers.web.image = \"nginx:1.27\";\n  {definitions}\n}}\n");
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run(["translate", "a.nix", .. words]);
        return run with { Error = run.Error.Replace(directory.Path, "/work", StringComparison.Ordinal) };
    }
}
