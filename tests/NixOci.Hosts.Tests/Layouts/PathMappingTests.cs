using NixOci.Modules.Packages;
using Xunit;

namespace NixOci.Hosts.Tests.Layouts;

/// <summary>What paths of the store become on a host.</summary>
public sealed class PathMappingTests
{
    private static readonly SoftwareObject Podman = Sample.Package("podman"), Bash = Sample.Package("bash"), Tzdata = Sample.Package("tzdata");
    private static readonly TextObject Tool = Sample.File("tool", "bin/tool", "#!/bin/sh\n");
    private static readonly LinkObject Tools = Sample.Links("tools", ("bin/podman", Podman.StorePath + "/bin/podman"), ("", Bash.StorePath));

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["PODMAN"] = Podman.StorePath, ["BASH"] = Bash.StorePath, ["TZDATA"] = Tzdata.StorePath, ["TOOL"] = Tool.StorePath, ["TOOLS"] = Tools.StorePath,
    };

    [Theory]
    [InlineData("ExecStart=PODMAN/bin/podman ps", "ExecStart=/usr/bin/podman ps")]
    [InlineData("ExecStart=BASH/bin/bash -c x", "ExecStart=/bin/bash -c x")]
    [InlineData("A=BASH/share/doc", "A=/usr/share/doc")]
    [InlineData("A=PODMAN/etc/containers", "A=/etc/containers")]
    [InlineData("A=PODMAN", "A=/usr")]
    [InlineData("A=see PODMAN.", "A=see /usr.")]
    [InlineData("A=PODMAN/bin/podman:PODMAN/bin", "A=/usr/bin/podman:/usr/bin")]
    [InlineData("A=TOOL/bin/tool x", "A=/usr/local/lib/nixoci/web.service/tool x")]
    [InlineData("A=TOOLS/bin/podman", "A=/usr/bin/podman")]
    [InlineData("A=TOOLS/bin/bash", "A=/bin/bash")]
    [InlineData("A=/nix/store/short", "A=/nix/store/short")]
    [InlineData("A=/nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-unknown/bin", "A=/nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-unknown/bin")]
    [InlineData("A=PODMANx/bin", "A=PODMANx/bin")]
    [InlineData("Environment=\"PATH=PODMAN/bin:BASH/bin:PODMAN/sbin\"", "Environment=\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"")]
    [InlineData("Environment=\"LOCALE_ARCHIVE=PODMAN/lib/locale/locale-archive\"", null)]
    [InlineData("Environment=\"LOCALE_ARCHIVE=/srv/locales\"", "Environment=\"LOCALE_ARCHIVE=/srv/locales\"")]
    [InlineData("Environment=\"TZDIR=TZDATA/share/zoneinfo\"", null)]
    public void Mapped(string line, string? expected)
    {
        string? mapped = Sample.Contents(Sample.OnHost(Sample.Unit(
                "web.service", $"[Service]\nExecStop=/bin/true\n{Filled(line)}\n", Podman, Bash, Tzdata, Tool, Tools)))
            ["etc/systemd/system/web.service"].Split('\n') is [_, _, { Length: > 0 } third, ..] ? third : null;
        Assert.Equal(expected is null ? null : Filled(expected), mapped);
    }

    [Fact]
    public void ASearchPathKeepsTheUnitsOwnCommandsFirst()
    {
        string line = $"Environment=\"PATH={Tool.StorePath}/bin:{Podman.StorePath}/bin\"";
        string unit = Sample.Contents(Sample.OnHost(Sample.Unit("web.service", $"[Service]\nExecStop=/bin/true\n{line}\n", Podman, Tool)))
            ["etc/systemd/system/web.service"];
        Assert.Contains(
            "PATH=/usr/local/lib/nixoci/web.service/tool/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"", unit,
            StringComparison.Ordinal);
    }

    private static string Filled(string text)
    {
        // The longer name first: one begins with the other.
        foreach ((string name, string path) in Paths.OrderByDescending(static pair => pair.Key.Length)) text = text.Replace(name, path, StringComparison.Ordinal);
        return text;
    }
}
