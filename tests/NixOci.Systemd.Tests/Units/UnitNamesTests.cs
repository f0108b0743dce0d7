using NixOci.Systemd.Units;
using Xunit;

namespace NixOci.Systemd.Tests.Units;

public sealed class UnitNamesTests
{
    [Theory]
    [InlineData("/", "-")]
    [InlineData("//", "-")]
    [InlineData("", "")]
    [InlineData("/srv/share", "srv-share")]
    [InlineData("/srv//share/", "srv-share")]
    [InlineData("/srv/scratch-dir", "srv-scratch\\x2ddir")]
    [InlineData("/.hidden/.dir", "\\x2ehidden-.dir")]
    [InlineData("relative/path", "relative-path")]
    [InlineData("/a b@c:d_e.f\\g", "a\\x20b\\x40c:d_e.f\\x5cg")]
    [InlineData("/what?", "what?")]
    [InlineData("/caf\u00c3\u00a9", "caf\u00c3\u00a9")]
    public void PathBecomesAUnitsName(string path, string name) => Assert.Equal(name, UnitNames.EscapePath(path));

    [Theory]
    [InlineData("web", "start", "web-start")]
    [InlineData("notify@", "start", "notify_-start")]
    [InlineData("srv-a\\x2db", "pre-stop", "srv-a--x2db-pre-stop")]
    public void ScriptIsNamedAfterServiceAndPhase(string service, string phase, string name)
        => Assert.Equal(name, UnitNames.ScriptName(service, phase));

    [Fact]
    public void StoreNameHasNoCharactersThatTheStoreRefuses()
        => Assert.Equal("a-b-c-d.service", UnitNames.StoreName("a@b:c\\d[].service"));
}
