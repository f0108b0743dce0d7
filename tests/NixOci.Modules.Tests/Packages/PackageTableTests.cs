using NixOci.Modules.Packages;
using Xunit;

namespace NixOci.Modules.Tests.Packages;

public sealed class PackageTableTests
{
    [Theory]
    [InlineData("bash", "bash-5.2p32")]
    [InlineData("coreutils", "coreutils-9.5")]
    [InlineData("findutils", "findutils-4.10.0")]
    [InlineData("gnugrep", "gnugrep-3.11")]
    [InlineData("gnused", "gnused-4.9")]
    [InlineData("systemd", "systemd-256.4")]
    [InlineData("podman", "podman-5.2.1")]
    [InlineData("docker", "docker-27.1.1")]
    [InlineData("glibcLocales", "glibc-locales-2.39-52")]
    [InlineData("tzdata", "tzdata-2024a")]
    public void SeedHasTheVersionsOfItsDay(string attribute, string name)
    {
        PackageEntry entry = PackageRelease.Seed.Packages.Find("", attribute)!;
        Assert.Equal(name, $"{entry.PackageName}-{entry.Version}");
    }

    [Fact]
    public void LaterReleaseInheritsWhatItDoesNotChange()
    {
        PackageTable latest = PackageRelease.Seed.With("podman 5.8.4\n# a later bash\nbash 5.3p9 outputs=out,dev").Packages;
        Assert.Equal("5.3p9", latest.Find("", "bash")!.Version);
        Assert.Equal(PackageRelease.Seed.Packages.Find("", "jq"), latest.Find("", "jq"));
    }

    [Fact]
    public void EveryAliasLeadsSomewhereAndNothingIsToldTwice()
    {
        HashSet<string> seen = [];
        PackageTable table = PackageRelease.Seed.Packages;
        using Stream stream = typeof(PackageTable).Assembly.GetManifestResourceStream("packages-seed.txt")!;
        using StreamReader reader = new(stream);
        string set = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] fields = line.Split(' ');
            if (line[0] == '[') set = fields[0];
            Assert.True(line[0] == '[' || seen.Add(set + fields[0]), line);
            if (fields.Length > 1 && fields[1] == "->")
            {
                Assert.True(table.Find("", fields[0]) is not null || table.IsSet(fields[0], out _), line);
            }
        }
    }

    [Theory]
    [InlineData("postgresql_11", "postgresql", "11")]
    [InlineData("go_1_21", "go", "1.21")]
    [InlineData("some-tool", "some-tool", "0")]
    [InlineData("p_q", "p_q", "0")]
    public void UnknownNamesAreGuessed(string attribute, string name, string version)
    {
        PackageEntry entry = PackageEntry.Guess(attribute);
        Assert.Equal((name, version), (entry.PackageName, entry.Version));
    }
}
