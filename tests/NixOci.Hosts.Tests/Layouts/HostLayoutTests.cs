using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using Xunit;

namespace NixOci.Hosts.Tests.Layouts;

public sealed class HostLayoutTests
{
    private const string Units = "etc/systemd/system/";
    private const string Files = "usr/local/lib/nixoci/";

    [Fact]
    public void DependentsAndAliasesAreLinks()
    {
        GeneratedUnit unit = Sample.Service("web.service", "/bin/true") with
        {
            WantedBy = ["multi-user.target"], RequiredBy = ["stack.target"], UpheldBy = ["keeper.service"], Aliases = ["www.service"],
        };
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(unit));
        Assert.Equal("-> ../web.service", files[Units + "multi-user.target.wants/web.service"]);
        Assert.Equal("-> ../web.service", files[Units + "stack.target.requires/web.service"]);
        Assert.Equal("-> ../web.service", files[Units + "keeper.service.upholds/web.service"]);
        Assert.Equal("-> web.service", files[Units + "www.service"]);
        Assert.Equal(5, files.Count);
    }

    [Fact]
    public void ADisabledUnitIsMasked()
        => Assert.Equal(
            new Dictionary<string, string> { [Units + "web.service"] = "-> /dev/null" },
            Sample.Contents(Sample.OnHost(Sample.Service("web.service", "/bin/true") with { IsEnabled = false, WantedBy = ["a.target"] })));

    [Fact]
    public void ADropInIsBesideTheUnitItAddsTo()
    {
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(
            Sample.Service("a.service", "/bin/true") with { OverrideStrategy = OverrideStrategy.AsDropin },
            Sample.Unit("b.service", "[Unit]\nAfter=a.service\n\n[Service]\nNice=5\n"),
            Sample.Unit("c.service", "[Unit]\n\n[Service]\nExecStop=/bin/true\n"),
            Sample.Unit("d.timer", "[Unit]\n\n[Timer]\nOnCalendar=daily\n")));
        Assert.Equal(
            [Units + "a.service.d/overrides.conf", Units + "b.service.d/overrides.conf", Units + "c.service", Units + "d.timer"], files.Keys);
    }

    [Fact]
    public void WhatOnlyABuildMakesIsToldOf()
    {
        UnbuiltObject image = new("/nix/store/dddddddddddddddddddddddddddddddd-image.tar.gz", "image.tar.gz", "dockerTools.buildImage");
        LaidOutFiles files = Sample.OnHost(Sample.Service("web.service", "/bin/load " + image.StorePath, image));
        Assert.Equal(
            [$"web.service refers to {image.StorePath}, which dockerTools.buildImage would make: it is not built here"], files.Warnings);
        Assert.Contains(image.StorePath, Sample.Contents(files)[Units + "web.service"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("a/b.service")]
    [InlineData("..")]
    [InlineData("a\nb.service")]
    public void NamesThatWouldLeadElsewhereAreRefused(string name)
    {
        Assert.Throws<LayoutException>(() => Sample.OnHost(Sample.Service(name, "/bin/true")));
        Assert.Throws<LayoutException>(() => Sample.OnHost(Sample.Service("a.service", "/bin/true") with { Aliases = [name] }));
        Assert.Throws<LayoutException>(() => Sample.OnHost(Sample.Service("a.service", "/bin/true") with { WantedBy = [name] }));
        Assert.Throws<LayoutException>(() => Sample.OnNixos(Sample.Service(name, "/bin/true")));
    }

    [Fact]
    public void FilesOfAUnitLieInItsDirectory()
    {
        TextObject script = Sample.File("unit-script-web-start", "bin/web-start", "#!/bin/sh\ntrue\n");
        TextObject settings = Sample.File("settings.json", "", "{}");
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(
            Sample.Service("web.service", $"{script.FilePath} --settings={settings.StorePath}", script, settings)));
        Assert.Equal("#!/bin/sh\ntrue\n", files[Files + "web.service/web-start"]);
        Assert.Equal("{}", files[Files + "web.service/settings.json"]);
        Assert.Equal(
            "ExecStart=/usr/local/lib/nixoci/web.service/web-start --settings=/usr/local/lib/nixoci/web.service/settings.json",
            files[Units + "web.service"].Split('\n')[3]);
    }

    /// <summary>Where somebody asks for the directory around a command, the directory is kept.</summary>
    [Fact]
    public void ACommandKeepsItsDirectoryWhereThatIsAskedFor()
    {
        TextObject tool = Sample.File("tool", "bin/tool", "#!/bin/sh\n");
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(Sample.Service("web.service", $"/bin/ls {tool.StorePath}/bin", tool)));
        Assert.Contains(Files + "web.service/tool/bin/tool", files.Keys);
        Assert.Contains("ExecStart=/bin/ls /usr/local/lib/nixoci/web.service/tool/bin", files[Units + "web.service"], StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOfOneNameAreToldApart()
    {
        TextObject first = Sample.File("config", "", "1", 'b'), second = Sample.File("config", "", "2", 'f');
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(
            Sample.Service("web.service", $"/bin/cat {first.StorePath} {second.StorePath}", first, second)));
        Assert.Equal("1", files[Files + "web.service/config-bbbbbbbb"]);
        Assert.Equal("2", files[Files + "web.service/config-ffffffff"]);
    }

    [Fact]
    public void ADirectoryOfLinksLeadsToWhatTheHostHas()
    {
        SoftwareObject jq = Sample.Package("jq");
        TextObject tool = Sample.File("tool", "bin/tool", "#!/bin/sh\n");
        LinkObject links = Sample.Links("tools", ("bin/jq", jq.StorePath + "/bin/jq"), ("", tool.StorePath));
        Dictionary<string, string> files = Sample.Contents(Sample.OnHost(
            Sample.Service("web.service", $"/bin/ls {links.StorePath}/bin", jq, tool, links)));
        Assert.Equal("-> /usr/bin/jq", files[Files + "web.service/tools/bin/jq"]);
        Assert.Equal("-> /usr/local/lib/nixoci/web.service/tool/bin/tool", files[Files + "web.service/tools/bin/tool"]);
        Assert.Equal(tool.Text.Text, files[Files + "web.service/tool/bin/tool"]);
    }
}
