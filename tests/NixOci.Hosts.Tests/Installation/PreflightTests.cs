using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;
using NixOci.Hosts.Installation.Preflight;
using NixOci.Hosts.Tests.Disks;
using Xunit;

namespace NixOci.Hosts.Tests.Installation;

/// <summary>What stands in the way on a host is found before anything is changed.</summary>
public sealed class PreflightTests
{
    private const string Unit = "etc/systemd/system/podman-web.service=[Service]\nExecStart=/usr/local/lib/nixoci/podman-web.service/start\n";
    private const string Script = "usr/local/lib/nixoci/podman-web.service/start=#!/bin/bash\nset -e\n";

    [Fact]
    public void AHostThatIsReady()
    {
        MemoryDisk disk = Host();
        disk.Put("/srv/web", "");
        disk.Put("/etc/web.env", "");
        Assert.Empty(Find(disk, "exec podman  \\\nrun \\\n--rm \\\n-p '8080:80' \\\n-v '/srv/web:/srv' \\\n--env-file '/etc/web.env' \\\nimage -v /not/an/option:/x"));
    }

    [Theory]
    [InlineData("-v '/srv/web:/srv' image", "mounts: podman-web.service mounts '/srv/web' into its container, and there is no such path")]
    [InlineData("--mount=type=bind,source=/srv/b,target=/x image", "mounts: podman-web.service mounts '/srv/b' into its container, and there is no such path")]
    [InlineData("-v 'volume:/srv' -v /usr/local/lib/nixoci/podman-web.service/conf:/c image", "")]
    [InlineData("--env-file '/etc/web.env' image", "secrets: podman-web.service reads '/etc/web.env', and there is no such file")]
    [InlineData("-p 80:80 image", "ports: podman-web.service publishes port 80/tcp, which is in use")]
    [InlineData("-p 127.0.0.2:80:80 image", "")]
    [InlineData("-p 80:80/udp image", "")]
    [InlineData("-p 8080-8081:1-2 --publish=0.0.0.0:80:8 image", "ports: podman-web.service publishes port 80/tcp, which is in use")]
    [InlineData("image -p 80:80", "")]
    [InlineData("/nix/store/abcdefghijklmnopqrstuvwxyz012345-image.tar", "store: 'usr/local/lib/nixoci/podman-web.service/start' refers to /nix/store/abcdefghijklmnopqrstuvwxyz012345-image.tar, which is not on the host")]
    public void WhatAContainerTakes(string words, string finding) => Assert.Equal(finding, string.Join('\n', Find(Host(), "exec podman run --rm " + words)));

    [Fact]
    public void AnOldBackend()
        => Assert.Equal(["backend: /usr/bin/podman is of version 2.2"], Find(Host(), "exec podman run image", version: "podman version 2.2.1"));

    [Fact]
    public void NoBackend()
    {
        MemoryDisk disk = Host();
        disk.Delete("/usr/bin/podman");
        disk.Put("/etc/os-release", "ID=debian\n");
        Finding finding = Assert.Single(Run(disk, "exec podman run image", "podman version 5.0"));
        Assert.Equal("podman-web.service needs podman, which is not on the host", finding.Message);
        Assert.Equal("install it: apt-get install podman", finding.Advice);
    }

    [Fact]
    public void NoSystemd()
    {
        MemoryDisk disk = Host();
        disk.Delete("/run/systemd/system");
        Assert.Equal(["systemd: systemd does not run on this host"], Find(disk, "exec podman run image"));
    }

    [Fact]
    public void AFileOfOthers()
    {
        MemoryDisk disk = Host();
        disk.Put("/etc/systemd/system/podman-web.service", "[Service]\n");
        Assert.Equal(
            ["clash: '/etc/systemd/system/podman-web.service' was not written by nixoci and is in the way"], Find(disk, "exec podman run image"));
    }

    [Fact]
    public void AFileSystemThatIsMountedLate()
    {
        MemoryDisk disk = Host();
        disk.Put("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 8:2 / /usr/local rw - ext4 /dev/b rw\n");
        Finding finding = Assert.Single(Run(disk, "exec podman run image", "podman version 5.0"));
        Assert.False(finding.IsError);
        Assert.Contains("'/usr/local', which is mounted after systemd has read its units", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a 'b c' \"d e\" f\\ g\nnext", "a|b c|d e|f g")]
    [InlineData("a \\\n  b | c", "a|b")]
    [InlineData("'it'\\''s' \"\\\"\" ''", "it's|\"|")]
    [InlineData("a $HOME \"$x\" '$y'", "a|<computed>|<computed>|$y")]
    public void WordsOfAShell(string text, string words)
        => Assert.Equal(words, string.Join('|', ShellWords.Read(text, 0).Select(static word => word ?? "<computed>")));

    private static MemoryDisk Host()
    {
        MemoryDisk disk = new("/etc/systemd/system", "/usr/local/lib", "/run/systemd/system", "/var/lib");
        disk.Put("/usr/bin/podman", "", isExecutable: true);
        disk.Put(
            "/proc/net/tcp",
            "  sl  local_address rem_address   st\n   0: 0100007F:0050 00000000:0000 0A 0\n   1: 00000000:1F90 0200007F:1234 01 0\n");
        return disk;
    }

    private static List<string> Find(MemoryDisk disk, string command, string version = "podman version 5.0.1")
        => [.. Run(disk, command, version).Select(static finding => $"{finding.Check}: {finding.Message}")];

    private static IReadOnlyList<Finding> Run(MemoryDisk disk, string command, string version)
    {
        (FileTree tree, Hosts.Manifests.Manifest manifest) = SampleTrees.Make([], Unit, Script + command + "\n");
        HostRoot host = new("/", disk);
        Installer installer = new(host, new FakeSystemd(disk), TimeProvider.System);
        return PreflightChecks.Run(host, new Programs(version), installer, GenerationTree.Of(tree, manifest), new HashSet<string>());
    }

    private sealed class Programs(string version) : IProgramRunner
    {
        public SystemctlResult? Run(string program, IReadOnlyList<string> arguments)
            => new(0, program == "systemctl" ? "systemd 257 (257.5-1)\n" : version + "\n", "");
    }
}
