using NixOci.Hosts.Distributions;
using NixOci.Hosts.Layouts;
using Xunit;

namespace NixOci.Hosts.Tests.Layouts;

public sealed class DistributionTests
{
    [Fact]
    public void TheTablesCanBeRead()
    {
        Assert.Equal(["debian", "ubuntu", "fedora", "rhel", "arch", "opensuse"], Distribution.All.Select(static d => d.Name));
        Assert.All(Distribution.All, static d => Assert.Equal("podman", d.PackageFor("podman")));
        Assert.All(Distribution.All, static d => Assert.Null(d.DirectoryOf("podman")));
        IEnumerable<string> named = DistributionTables.Read("programs.txt", columns: 3).SelectMany(static row => row[2].Split(','));
        Assert.Empty(named.Except(Distribution.All.Select(static d => d.Name)));
    }

    [Theory]
    [InlineData("debian", "gnutar", "tar", "iptables", "/usr/sbin")]
    [InlineData("fedora", "iproute2", "iproute", "ip", "/usr/sbin")]
    [InlineData("arch", "docker", "docker", "iptables", null)]
    [InlineData("rhel", "docker", null, "jq", null)]
    public void WhereThingsAre(string name, string package, string? provider, string program, string? directory)
    {
        Distribution distribution = Distribution.Find(name)!;
        Assert.Equal(provider, distribution.PackageFor(package));
        Assert.Equal(directory, distribution.DirectoryOf(program));
    }

    [Theory]
    [InlineData("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n", "debian")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "rhel")]
    [InlineData("ID=neon\nID_LIKE=\"ubuntu debian\"\n", "ubuntu")]
    [InlineData("ID=opensuse-leap\n", "opensuse")]
    [InlineData("ID=nixos\n", null)]
    public void AHostNamesItsDistribution(string text, string? name) => Assert.Equal(name, Distribution.OfRelease(text)?.Name);

    [Theory]
    [InlineData("/usr/local", true)]
    [InlineData("/opt/my-apps_2", true)]
    [InlineData("usr", false)]
    [InlineData("/", false)]
    [InlineData("/usr/../etc", false)]
    [InlineData("/usr//x", false)]
    [InlineData("/with blank", false)]
    [InlineData("/$HOME", false)]
    public void PathsThatMeanNothingElse(string path, bool isPlain) => Assert.Equal(isPlain, HostSettings.IsPlainPath(path));
}
