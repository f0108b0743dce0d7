using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>The places with which a configuration can be compared.</summary>
public sealed class PlaceTests
{
    private const string Configuration = """
        {
          system.stateVersion = "24.05";
          virtualisation.oci-containers.containers.web.image = "nginx:1.27";
          virtualisation.oci-containers.containers.db.image = "postgres:16";
        }
        """;

    private const string Units = "/etc/systemd/system";

    [Theory]
    [InlineData("host")]
    [InlineData("host" + Units)]
    [InlineData("nixos")]
    public void TranslatedTreeAndItsUnits(string place)
    {
        using TemporaryDirectory directory = Prepared();
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, place));
    }

    [Theory]
    [InlineData("host" + Units + "/podman-web.service")]
    [InlineData("nixos/units/podman-web.service")]
    public void SingleUnit(string place)
    {
        using TemporaryDirectory directory = Prepared();
        Assert.Equal((ExitCode.Done, "1 unit compared: equal.\n"), Check(directory, place));
    }

    [Fact]
    public void ForeignUnitsAreLeftAloneUnlessTheyRunContainers()
    {
        using TemporaryDirectory directory = Prepared();
        directory.Write("host" + Units + "/ssh.service", "[Service]\nExecStart=/usr/sbin/sshd -D\n");
        directory.Write("host" + Units + "/broken.service", "[Service\n");
        directory.Write("host" + Units + "/podman-auto-update.service", "[Service]\nExecStart=/usr/bin/podman auto-update\n");
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, "host"));
        directory.Write("host" + Units + "/own.service", "[Service]\nExecStart=/usr/bin/docker run --rm busybox\n");
        (int code, string output) = Check(directory, "host");
        Assert.Equal(ExitCode.Different, code);
        Assert.Contains("own.service\n  behaviour  A unit is there that should not be.", output, StringComparison.Ordinal);
    }

    /// <summary>On NixOS units are links into the store, also the directory of units itself.</summary>
    [Fact]
    public void NixosSystemOfLinks()
    {
        using TemporaryDirectory directory = Prepared();
        string store = "/nix/store/" + new string('a', 32) + "-";
        string nixos = directory.At("nixos"), root = directory.At("root");
        foreach (string unit in Directory.EnumerateFiles(Path.Combine(nixos, "units")))
        {
            string name = Path.GetFileName(unit);
            Copy(unit, root + store + "unit-" + name + "/" + name);
            Link(root + store + "system-units/" + name, store + "unit-" + name + "/" + name);
            Link(root + store + "system-units/multi-user.target.wants/" + name, "../" + name);
        }

        string masked = "/nix/store/" + new string('e', 32) + "-";
        foreach (string script in Directory.EnumerateFiles(Path.Combine(nixos, "scripts"), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Path.Combine(nixos, "scripts"), script);
            int at = relative.IndexOf('@', StringComparison.Ordinal);

            // Both containers have a script of this name; there is one path for it only while hashes are masked.
            if (at >= 0) relative = relative[..at] + relative[relative.IndexOf('/', StringComparison.Ordinal)..];
            if (at < 0 || relative.Contains("web", StringComparison.Ordinal)) Copy(script, root + masked + relative);
        }

        Link(root + store + "etc/systemd/system", store + "system-units");
        Link(root + "/etc", store + "etc");
        (int code, string output) = Check(directory, "root");
        Assert.DoesNotContain("unit-script", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Different, code);
        Assert.Equal(["ExecStartPre"], output.Split('\n').Where(static line => line.Contains('[')).Select(static line => line.Split(' ')[^1]).Distinct());
    }

    [Fact]
    public void RootOfUnitsElsewhereIsNamed()
    {
        using TemporaryDirectory directory = Prepared();
        Directory.Move(directory.At("host" + Units), directory.At("host/units-of-host"));
        Assert.Equal(ExitCode.Different, Check(directory, "host/units-of-host").Code);
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, "host/units-of-host", "--root", "host"));
    }

    [Fact]
    public void HostThatDiffersFromTheCommonOne()
    {
        using TemporaryDirectory directory = Prepared();
        string[] host = ["--prefix", "/opt", "--unit-dir", "/usr/lib/systemd/system"];
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run(["translate", "c.nix", "-o", "other", .. host]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, "other", host));
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, "other/usr/lib/systemd/system", host));
        Assert.Equal((ExitCode.Done, "1 unit compared: equal.\n"), Check(directory, "other/usr/lib/systemd/system/podman-db.service", host));
    }

    [Fact]
    public void InstalledTree()
    {
        using TemporaryDirectory directory = Prepared();
        Directory.CreateDirectory(directory.At("installed"));
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run("install", "host", "--root", "installed", "--force");
        Assert.True(run.ExitCode == ExitCode.Done, run.ToString());
        Assert.Equal((ExitCode.Done, "2 units compared: equal.\n"), Check(directory, "installed"));
    }

    [Fact]
    public void LinksInACircleLeadNowhere()
    {
        using TemporaryDirectory directory = Prepared();
        File.Delete(directory.At("host" + Units + "/podman-web.service"));
        Link(directory.At("host" + Units + "/podman-web.service"), "/etc/systemd/system/a/../podman-web.service");
        Link(directory.At("host" + Units + "/a"), "a");
        Assert.Contains("A unit is missing.", Check(directory, "host").Output, StringComparison.Ordinal);
    }

    /// <summary>What is no directory has no files in it, and no search for further ones ends there.</summary>
    [Fact]
    public void ScriptsInNothingAreMissing()
    {
        using TemporaryDirectory directory = Prepared();
        Directory.Delete(directory.At("nixos/scripts"), recursive: true);
        Link(directory.At("nixos/scripts"), "/dev/null");
        (int code, string output) = Check(directory, "nixos");
        Assert.Equal(ExitCode.Different, code);
        Assert.Contains("podman-web", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Check(TemporaryDirectory directory, string place, params string[] more)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run(["check", "c.nix", "--against", place, .. more]);
        return (run.ExitCode, run.Output);
    }

    private static TemporaryDirectory Prepared()
    {
        TemporaryDirectory directory = new();
        directory.Write("c.nix", Configuration);
        foreach (string layout in new[] { "host", "nixos" })
        {
            Directory.CreateDirectory(directory.At(layout));
            ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run("translate", "c.nix", "--for", layout, "-o", layout);
            Assert.Equal(ExitCode.Done, run.ExitCode);
        }

        return directory;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }
}
