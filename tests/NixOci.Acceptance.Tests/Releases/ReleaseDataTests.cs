using NixOci.Containers.Releases;
using NixOci.Modules.Packages;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Releases;

/// <summary>The history of releases is one line, and its entries are what they should be.</summary>
public sealed class ReleaseDataTests
{
    private static readonly string[] Core =
        ["bash", "coreutils", "findutils", "gnugrep", "gnused", "systemd", "glibcLocales", "tzdata", "podman", "docker"];

    public static TheoryData<string> Names { get; } = [.. NixosReleases.All.Select(static release => release.Name)];

    [Fact]
    public void EachReleaseComesAfterTheOneBeforeIt()
    {
        Assert.Null(NixosReleases.All[0].Before);
        for (int i = 1; i < NixosReleases.All.Count; i++) Assert.Same(NixosReleases.All[i - 1], NixosReleases.All[i].Before);
        Assert.Equal(NixosReleases.All.Count, NixosReleases.All.Select(static release => release.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryChangeHasAReasonAndAnEffect(string name)
    {
        ContainerRelease release = NixosReleases.Find(name)!;
        ContainerRelease? state = release.Before;
        foreach (ReleaseChange change in release.Changes)
        {
            ContainerRelease after = change.Apply(state!);
            Assert.NotEqual(state, after);
            state = after;
            Assert.False(change.Reason.EndsWith('.') || change.Reason.Length < 10, change.Reason);
        }

        Assert.All(release.Guesses, static guess => Assert.False(guess.EndsWith('.'), guess));
    }

    /// <summary>What real NixOS gave is not guessed; of other releases the versions are.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void OnlyWhatNobodyCouldAskIsGuessed(string name)
        => Assert.Equal(name is not ("seed" or "latest"), NixosReleases.Find(name)!.Guesses.Count > 0);

    [Theory]
    [MemberData(nameof(Names))]
    public void CorePackagesHaveVersions(string name)
    {
        PackageTable packages = NixosReleases.Find(name)!.Packages.Packages;
        foreach (string package in Core) Assert.NotEmpty(packages.Find("", package)!.Version);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DocumentationKnowsTheRelease(string name)
        => Assert.Contains($"`{name}`", File.ReadAllText(ProjectFiles.At("docs/releases.md")));
}
