using System.Text.RegularExpressions;
using NixOci.Acceptance.Tests.Configurations;
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

    /// <summary>The names of fixtures with their command lines.</summary>
    public static TheoryData<string, string[]> Cases
    {
        get
        {
            TheoryData<string, string[]> cases = [];
            IEnumerable<ConfigurationFixture> fixtures =
            [
                .. ConfigurationFixture.OfUnits(), .. ConfigurationFixture.OfGroup("real"), .. ConfigurationFixture.OfGroup("translate"),
                .. ConfigurationFixture.OfGroup("scale"),
            ];
            foreach (ConfigurationFixture fixture in fixtures) cases.Add(fixture.Name, fixture.Words);
            return cases;
        }
    }

    [ToolTheory("systemd-analyze")]
    [MemberData(nameof(Cases))]
    public void SystemdAcceptsEveryUnit(string name, string[] words)
    {
        using TemporaryDirectory tree = Translate(name, words);
        if (!Directory.Exists(tree.At(Units))) return;
        AddCommands(tree.Path);
        string[] units = [.. Directory.EnumerateFileSystemEntries(tree.At(Units)).Where(IsUnit).Order(StringComparer.Ordinal).Select(Verifiable)];
        if (units.Length > 0) RequireNoComplaint("systemd-analyze", name, ["verify", "--man=no", "--recursive-errors=no", "--root=" + tree.Path, .. units]);
    }

    [ToolTheory("shellcheck")]
    [MemberData(nameof(Cases))]
    public void ShellcheckAcceptsEveryScript(string name, string[] words)
    {
        using TemporaryDirectory tree = Translate(name, words);
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
        Assert.True(exclusion[1] == "*" || Directory.Exists(ProjectFiles.Fixture(exclusion[1])), $"there is no case {exclusion[1]}");
    });

    /// <summary>The tree of a case; empty where the case is of a configuration that is wrong, or that is not for a host.</summary>
    private static TemporaryDirectory Translate(string name, string[] words)
    {
        TemporaryDirectory tree = new();
        string directory = ProjectFiles.Fixture(name);
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory }.Run(["translate", .. words, "-o", tree.Path]);
        bool isToFail = File.Exists(Path.Combine(directory, "expected.txt"))
            && !File.ReadAllText(Path.Combine(directory, "expected.txt")).StartsWith("exit code 0\n", StringComparison.Ordinal);
        Assert.True((run.ExitCode == 0) != isToFail, run.ToString());
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
                string program = command.Groups[1].Value;
                string path = root + (program[0] == '/' ? program : "/usr/bin/" + program);
                if (Path.Exists(path) || program.StartsWith("/" + Scripts, StringComparison.Ordinal)) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "#!/bin/sh\n");
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    private static void RequireNoComplaint(string tool, string name, string[] arguments)
    {
        string output = ToolProcess.Run(tool, arguments, ProjectFiles.Top, new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" });
        string[] complaints =
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !Array.Exists(Exclusions, exclusion => exclusion[0] == tool && exclusion[1] is var pattern && (pattern == "*" || pattern == name)
                    && line.Contains(exclusion[2], StringComparison.Ordinal))),
        ];
        Assert.Empty(complaints);
    }

    [GeneratedRegex(@"^Exec[A-Za-z]+=[-+!@:]*([^-+!@:\s;""][^\s;""]*)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
