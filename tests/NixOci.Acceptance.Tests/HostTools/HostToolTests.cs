using System.Diagnostics;
using System.Text.RegularExpressions;
using NixOci.Acceptance.Tests.Units;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.HostTools;

/// <summary>
/// What is written for a host is accepted by the tools of hosts: every unit by <c>systemd-analyze verify</c>, every script by
/// <c>shellcheck</c>. What NixOS itself writes and they complain of is listed in <c>fixtures/units/host-exclusions.txt</c>.
/// </summary>
public sealed partial class HostToolTests
{
    private const string Units = "etc/systemd/system";
    private const string Scripts = "usr/local/lib/nixoci";

    private static readonly string[][] Exclusions =
    [
        .. File.ReadLines(ProjectFiles.Fixture("units/host-exclusions.txt")).Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split('|')),
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (UnitCase @case in UnitCase.All.Where(static @case => !@case.IsError)) cases.Add(@case.Name, @case.Release);
            return cases;
        }
    }

    [ToolTheory("systemd-analyze")]
    [MemberData(nameof(Cases))]
    public void SystemdAcceptsEveryUnit(string name, string release)
    {
        using TemporaryDirectory tree = Translate(name, release);
        AddCommands(tree.Path);
        string[] units = [.. Directory.EnumerateFileSystemEntries(tree.At(Units)).Where(IsUnit).Order(StringComparer.Ordinal).Select(Verifiable)];
        if (units.Length > 0) RequireNoComplaint("systemd-analyze", name, ["verify", "--man=no", "--recursive-errors=no", "--root=" + tree.Path, .. units]);
    }

    [ToolTheory("shellcheck")]
    [MemberData(nameof(Cases))]
    public void ShellcheckAcceptsEveryScript(string name, string release)
    {
        using TemporaryDirectory tree = Translate(name, release);
        if (!Directory.Exists(tree.At(Scripts))) return;
        string[] scripts =
        [
            .. Directory.EnumerateFiles(tree.At(Scripts), "*", SearchOption.AllDirectories)
                .Where(static path => File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute)).Order(StringComparer.Ordinal),
        ];
        if (scripts.Length > 0) RequireNoComplaint("shellcheck", name, ["-f", "gcc", .. scripts]);
    }

    [Fact]
    public void ExclusionsHaveReasons() => Assert.All(Exclusions, static exclusion =>
    {
        Assert.Equal(4, exclusion.Length);
        Assert.All(exclusion, Assert.NotEmpty);
        Assert.True(exclusion[1] == "*" || Directory.Exists(ProjectFiles.Fixture("units/" + exclusion[1])), $"there is no case {exclusion[1]}");
    });

    private static TemporaryDirectory Translate(string name, string release)
    {
        TemporaryDirectory tree = new();
        string configuration = ProjectFiles.Fixture($"units/{name}/configuration.nix");
        ProgramRun run = new ProgramRunner().Run("translate", configuration, "--release", release, "-o", tree.Path);
        Assert.True(run.ExitCode == 0, run.ToString());
        return tree;
    }

    /// <summary>A mask, a drop-in of another's unit and its alias are no units that could be verified by themselves.</summary>
    private static bool IsUnit(string path)
    {
        FileSystemInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        return file.FullName != "/dev/null" && file is FileInfo && File.Exists(file.FullName);
    }

    /// <summary>A unit as an argument: a colon would part it from an alias, so that a copy without one takes its place.</summary>
    private static string Verifiable(string path)
    {
        if (!Path.GetFileName(path).Contains(':')) return path;
        string copy = path.Replace(':', '-');
        File.Copy(path, copy);
        return copy;
    }

    /// <summary>The programs of the host are not what is verified: each is there.</summary>
    private static void AddCommands(string root)
    {
        foreach (string unit in Directory.EnumerateFiles(Path.Combine(root, Units), "*", SearchOption.AllDirectories).Where(IsUnit))
        {
            foreach (Match command in Command().Matches(File.ReadAllText(unit)))
            {
                string path = root + command.Groups[1].Value;
                if (Path.Exists(path) || command.Groups[1].Value.StartsWith("/" + Scripts, StringComparison.Ordinal)) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "#!/bin/sh\n");
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    private static void RequireNoComplaint(string tool, string name, string[] arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] complaints =
        [
            .. (output + error.GetAwaiter().GetResult()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !Array.Exists(Exclusions, exclusion => exclusion[0] == tool && exclusion[1] is var pattern && (pattern == "*" || pattern == name)
                    && line.Contains(exclusion[2], StringComparison.Ordinal))),
        ];
        Assert.Empty(complaints);
    }

    [GeneratedRegex(@"^Exec[A-Za-z]+=[-+!@:]*(/[^\s;""]+)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
