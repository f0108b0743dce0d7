using System.Text.Json.Nodes;
using NixOci.Containers.Releases;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Releases;

/// <summary>What <c>nixoci diff</c> tells of a change from one release to another.</summary>
public sealed class UpgradeTests
{
    private static readonly ProgramRunner Program = new() { WorkingDirectory = ProjectFiles.Fixture("upgrade") };

    [Theory]
    [InlineData("24.05", "25.05")]
    [InlineData("25.11", "latest")]
    [InlineData("24.11", "seed")]
    public void EachDifferenceHasItsReason(string from, string to)
    {
        ProgramRun run = Diff(from, to, "configuration.nix");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        Snapshots.Match(run.Output, $"upgrade-{from}-{to}");
    }

    [Fact]
    public void ReportForProgramsHasTheSameUnitsAndReasons()
    {
        ProgramRun run = Diff("23.05", "23.11", "configuration.nix", "--json");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.Equal("23.05", (string?)report["from"]);
        Assert.Equal("23.11", (string?)report["to"]);
        Assert.Equal(
            ["backup.service", "podman-db.service", "podman-web.service"],
            report["units"]!.AsArray().Select(static unit => (string)unit!["name"]!));
        JsonArray changes = report["units"]![1]!["changes"]!.AsArray();
        IEnumerable<string> reasons = changes.Select(static change => (string)change!["reasons"]![0]!["reason"]!);
        Assert.Contains("a container is stopped by its backend however its service ended", reasons);
        Assert.All(changes, static change => Assert.Equal("23.11", (string?)change!["reasons"]![0]!["release"]));
    }

    /// <summary>People read it too: only what JSON itself asks for is escaped.</summary>
    [Fact]
    public void ReportForProgramsIsReadable()
    {
        string report = Diff("22.05", "latest", "configuration.nix", "--json").Output;
        Assert.Contains("service's", report, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", report, StringComparison.Ordinal);
        Assert.EndsWith("}\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void OneReleaseChangesNothing()
    {
        ProgramRun run = Diff("seed", "seed", "configuration.nix");
        Assert.Equal(new ProgramRun(ExitCode.Done, "--- NixOS seed\n+++ NixOS seed\n\nNo unit changes.\n", ""), run);
    }

    /// <summary>From the oldest release to the newest and back, the same units change for the same reasons.</summary>
    [Fact]
    public void WayBackTakesBackWhatTheWayThereBrings()
    {
        List<(string, string)> there = Reasons(Diff("22.05", "latest", "configuration.nix", "--json").Output);
        List<(string, string)> back = Reasons(Diff("latest", "22.05", "configuration.nix", "--json").Output);
        back.Sort();
        there.Sort();
        Assert.NotEmpty(there);
        Assert.Equal(there, back);
    }

    /// <summary>Whichever way leads from one release to another, it ends where that release is.</summary>
    [Fact]
    public void PathsEndAtTheirReleases()
    {
        foreach (ContainerRelease from in NixosReleases.All)
        {
            foreach (ContainerRelease to in NixosReleases.All)
            {
                if (from != to) Assert.Same(to, ReleasePath.Between(from, to)[^1].State);
            }
        }
    }

    [Fact]
    public void ConfigurationThatOneReleaseRefusesIsAnError()
    {
        using TemporaryDirectory directory = new();
        directory.Write("a.nix", "{ virtualisation.oci-containers.containers.web = { image = \"a\"; pull = \"always\"; }; }\n");
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run("diff", "--release", "24.05", "--release", "25.05", "a.nix");
        Assert.Equal(ExitCode.NotCompared, run.ExitCode);
        Assert.Contains("while translating the configuration as NixOS 24.05 does", run.Error);
        Assert.Contains("It appeared in NixOS 25.05, and this is NixOS 24.05", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("Two sides are compared; a configuration of several modules is a file that imports them.", "a.nix", "b.nix", "c.nix")]
    [InlineData("Required argument missing for command: 'diff'.", "--release", "24.05", "a.nix")]
    [InlineData("what changes between releases is reported as text or as json", "--release", "24.05", "--release", "25.05", "configuration.nix", "--format", "sarif")]
    public void WordsThatDoNotGoTogetherAreRefused(string complaint, params string[] words)
    {
        ProgramRun run = Program.Run(["diff", .. words]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(complaint, run.Error);
    }

    private static ProgramRun Diff(string from, string to, params string[] words)
        => Program.Run(["diff", "--release", from, "--release", to, .. words]);

    private static List<(string Unit, string Reason)> Reasons(string report)
    {
        List<(string, string)> reasons = [];
        foreach (JsonNode? unit in JsonNode.Parse(report)!["units"]!.AsArray())
        {
            foreach (JsonNode? change in unit!["changes"]!.AsArray())
            {
                foreach (JsonNode? reason in change!["reasons"]!.AsArray())
                {
                    if ((string)reason!["reason"]! != "packages have other versions") reasons.Add(((string)unit["name"]!, (string)reason["reason"]!));
                }
            }
        }

        return reasons;
    }
}
