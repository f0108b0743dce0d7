using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;
using NixOci.Hosts.Tests.Disks;
using Xunit;

namespace NixOci.Hosts.Tests.Installation;

/// <summary>What systemd is told, by the rules of NixOS's own switch.</summary>
public sealed class SwitchPlannerTests
{
    private const string Etc = "etc/systemd/system/", Lib = "usr/local/lib/nixoci/";
    private const string Wants = Etc + "multi-user.target.wants/";

    [Theory]
    [InlineData("the same", "[Service]\nExecStart=/bin/a\n", "[Service]\nExecStart=/bin/a\n", "")]
    [InlineData("another description", "[Unit]\nDescription=a\n[Service]\nExecStart=/bin/a\n", "[Unit]\nDescription=b\n[Service]\nExecStart=/bin/a\n", "")]
    [InlineData("order of keys", "[Service]\nNice=1\nExecStart=/bin/a\n", "[Service]\nExecStart=/bin/a\nNice=1\n", "")]
    [InlineData("[Install]", "[Service]\nExecStart=/bin/a\n", "[Service]\nExecStart=/bin/a\n[Install]\nAlias=b.service\n", "")]
    [InlineData("another command", "[Service]\nExecStart=/bin/a\n", "[Service]\nExecStart=/bin/b\n", "stop x.service, start x.service")]
    [InlineData("order of commands", "[Service]\nExecStartPre=/a\nExecStartPre=/b\n", "[Service]\nExecStartPre=/b\nExecStartPre=/a\n", "stop x.service, start x.service")]
    [InlineData("stopIfChanged", "[Service]\nNice=1\n", "[Service]\nNice=2\nX-StopIfChanged=false\n", "restart x.service")]
    [InlineData("reloadIfChanged", "[Service]\nNice=1\n", "[Service]\nNice=2\nX-ReloadIfChanged=true\n", "reload x.service")]
    [InlineData("restartIfChanged", "[Service]\nNice=1\n", "[Service]\nNice=2\nX-RestartIfChanged=false\n", "skip x.service")]
    [InlineData("RefuseManualStop", "[Service]\nNice=1\n", "[Unit]\nRefuseManualStop=yes\n[Service]\nNice=2\n", "skip x.service")]
    [InlineData("X-OnlyManualStart", "[Service]\nNice=1\n", "[Unit]\nX-OnlyManualStart=true\n[Service]\nNice=2\n", "skip x.service")]
    [InlineData("reloadTriggers", "[Unit]\nX-Reload-Triggers=a\n[Service]\nNice=1\n", "[Unit]\nX-Reload-Triggers=b\n[Service]\nNice=1\n", "reload x.service")]
    [InlineData("restartTriggers", "[Unit]\nX-Restart-Triggers=a\n[Service]\nNice=1\n", "[Unit]\nX-Restart-Triggers=b\n[Service]\nNice=1\n", "stop x.service, start x.service")]
    [InlineData("gone", "[Service]\nNice=1\n", null, "stop x.service")]
    [InlineData("gone, X-StopOnRemoval", "[Unit]\nX-StopOnRemoval=no\n[Service]\nNice=1\n", null, "")]
    public void AnActiveService(string what, string old, string? @new, string expected)
        => Assert.True(
            expected == Plan([Etc + "x.service=" + old], @new is null ? [] : [Etc + "x.service=" + @new], "x.service"),
            $"{what}: {Plan([Etc + "x.service=" + old], @new is null ? [] : [Etc + "x.service=" + @new], "x.service")}");

    [Theory]
    [InlineData("x.timer", "[Timer]\nOnCalendar=daily\n", "[Timer]\nOnCalendar=hourly\n", "restart x.timer")]
    [InlineData("x.socket", "[Socket]\nListenStream=1\n", "[Socket]\nListenStream=2\n", "skip x.socket")]
    [InlineData("x.path", "[Path]\nPathExists=/a\n", "[Path]\nPathExists=/b\n", "")]
    [InlineData("x.slice", "[Slice]\nMemoryMax=1G\n", "[Slice]\nMemoryMax=2G\n", "")]
    [InlineData("x.mount", "[Mount]\nWhat=a\nOptions=ro\n", "[Mount]\nWhat=a\nOptions=rw\n", "reload x.mount")]
    [InlineData("x.mount", "[Mount]\nWhat=a\n", "[Mount]\nWhat=b\n", "restart x.mount")]
    [InlineData("x.target", "[Unit]\nWants=a.service\n", "[Unit]\nWants=b.service\n", "start x.target")]
    [InlineData("x.target", "[Unit]\nX-StopOnReconfiguration=true\n", "[Unit]\nX-StopOnReconfiguration=true\n", "stop x.target, start x.target")]
    public void AnActiveUnitOfAnotherKind(string unit, string old, string @new, string expected)
        => Assert.Equal(expected, Plan([$"{Etc}{unit}={old}"], [$"{Etc}{unit}={@new}"], unit));

    [Fact]
    public void AScriptBelongsToTheUnitsThatReferToIt()
    {
        string[] units = [Etc + "x.service=[Service]\nExecStart=/usr/local/lib/nixoci/x.service/start\n", Etc + "y.service=[Service]\nExecStart=/bin/y\n"];
        string[] Tree(string inner) => [.. units, Lib + "x.service/start=#!/bin/sh\n/usr/local/lib/nixoci/x.service/inner\n", Lib + "x.service/inner=#!/bin/sh\n" + inner];
        Assert.Equal("", Plan(Tree("a"), Tree("a"), "x.service", "y.service"));
        Assert.Equal("stop x.service, start x.service", Plan(Tree("a"), Tree("b"), "x.service", "y.service"));
    }

    [Fact]
    public void AFileAmongReloadTriggersReloads()
    {
        string[] Tree(string text) =>
            [Etc + "x.service=[Unit]\nX-Reload-Triggers=/usr/local/lib/nixoci/x.service/conf\n[Service]\nNice=1\n", Lib + "x.service/conf=" + text];
        Assert.Equal("reload x.service", Plan(Tree("a"), Tree("b"), "x.service"));
    }

    [Fact]
    public void ASocketIsRestartedInPlaceOfItsService()
    {
        string[] Tree(string nice) => [Etc + "x.socket=[Socket]\nListenStream=1\n", $"{Etc}x.service=[Service]\nNice={nice}\n"];
        Assert.Equal("stop x.service, stop x.socket, start x.socket", Plan(Tree("1"), Tree("2"), "x.service", "x.socket"));
    }

    [Fact]
    public void InstancesFollowTheirTemplate()
        => Assert.Equal(
            "stop x@a.service, start x@a.service",
            Plan([Etc + "x@.service=[Service]\nNice=1\n"], [Etc + "x@.service=[Service]\nNice=2\n"], "x@a.service"));

    [Fact]
    public void WhatIsStoppedAlongIsStartedAgain()
    {
        string[] Tree(string nice) => [$"{Etc}db.service=[Service]\nNice={nice}\n", Etc + "web.service=[Unit]\nRequires=db.service\n[Service]\nNice=1\n"];
        Assert.Equal("stop db.service, start db.service, start web.service", Plan(Tree("1"), Tree("2"), "db.service", "web.service"));
    }

    [Fact]
    public void WhatIsNewIsStartedWhereItIsWanted()
    {
        string[] @new = [Etc + "x.service=[Service]\nNice=1\n", Wants + "x.service>../x.service", Etc + "y.service=[Service]\nNice=1\n"];
        Assert.Equal("start x.service", Plan([], @new, "multi-user.target"));
        Assert.Equal("", Plan([], @new));
        Assert.Equal("", Plan(@new, @new, "multi-user.target"));
    }

    private static string Plan(string[] old, string[] @new, params string[] active)
    {
        MemoryDisk disk = new("/usr/lib/systemd/system");
        HostRoot host = new("/", disk);
        Dictionary<string, UnitState> states = active.ToDictionary(static unit => unit, static _ => new UnitState("active", "running"));
        SwitchPlan plan = new SwitchPlanner(new UnitSet(Tree(old), host), new UnitSet(Tree(@new), host), states).Plan(null);
        return string.Join(", ", [
            .. plan.Stop.Select(static unit => "stop " + unit), .. plan.Restart.Select(static unit => "restart " + unit),
            .. plan.Reload.Select(static unit => "reload " + unit), .. plan.Start.Select(static unit => "start " + unit),
            .. plan.Skip.Select(static unit => "skip " + unit)]);
    }

    private static GenerationTree Tree(string[] files)
    {
        (FileTree tree, Hosts.Manifests.Manifest manifest) = SampleTrees.Make([], files);
        return GenerationTree.Of(tree, manifest);
    }
}
