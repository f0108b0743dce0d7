using System.Text.Json;
using NixOci.Cli.Commands;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Systemd.Comparison;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>What holds of comparisons whatever is compared.</summary>
public sealed class ComparisonLawTests
{
    /// <summary>The configurations of which it is known what NixOS makes of them.</summary>
    public static TheoryData<string, string> Configurations { get; } = FindConfigurations();

    /// <summary>All trees and pairs of trees that lie among the fixtures.</summary>
    public static TheoryData<string> Trees { get; } =
    [
        .. Directory.EnumerateFiles(ProjectFiles.Fixture("units"), "wants.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(ProjectFiles.Top, Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Pairs => ComparisonFixtureTests.Different;

    [Theory]
    [MemberData(nameof(Trees))]
    public void EveryTreeEqualsItself(string path) => AssertEqual(new ProgramRunner().Run("diff", path, path));

    /// <summary>
    /// A configuration equals what it is translated to, in both layouts, and what NixOS itself writes. It is evaluated once.
    /// </summary>
    [Theory]
    [MemberData(nameof(Configurations))]
    public void WhatIsTranslatedAndWhatNixosWritesEqualTheConfiguration(string name, string release)
    {
        string directory = ProjectFiles.Fixture("units/" + name);
        InterpreterOptions options = new() { HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath] };
        NixPath module = new(ByteText.FromUnicode(Path.Combine(directory, "configuration.nix")));
        ComparedSide configuration = ComparedSide.OfConfiguration(
            "configuration.nix", new NixosSystem(new Interpreter(options), ReleaseChoice.Of(NixosReleases.Find(release)!), module).Translate(), null);
        foreach (Layout layout in new Layout[] { new HostLayout(), new NixosLayout() })
        {
            using TemporaryDirectory tree = new();
            Write(layout.Arrange(configuration.Translation!.Units).Tree, tree);
            AssertEqual(configuration.Units(layout), UnitSets.Read(tree.Path, "tree", root: null));
        }

        AssertEqual(configuration.Units(new NixosLayout()), UnitSets.Read(Path.Combine(directory, "expected", release), "NixOS", root: null));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ComparingIsSymmetric(string name)
    {
        string directory = ProjectFiles.Fixture("check/differences/" + name);
        Assert.Equal(Differences(directory, "left", "right", "left", "right"), Differences(directory, "right", "left", "right", "left"));
    }

    private static TheoryData<string, string> FindConfigurations()
    {
        TheoryData<string, string> found = [];
        string top = ProjectFiles.Fixture("units");
        foreach (string expected in Directory.EnumerateDirectories(top, "expected", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (string release in Directory.EnumerateDirectories(expected).Order(StringComparer.Ordinal))
            {
                if (!Directory.Exists(Path.Combine(release, "units"))) continue;
                found.Add(Path.GetRelativePath(top, Path.GetDirectoryName(expected)!), Path.GetFileName(release));
            }
        }

        return found;
    }

    private static void Write(FileTree files, TemporaryDirectory directory)
    {
        foreach (HostFile file in files.Files)
        {
            string path = directory.At(ByteText.ToUnicode(file.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (file is SymbolicLink link)
            {
                File.CreateSymbolicLink(path, ByteText.ToUnicode(link.Target));
            }
            else if (file is RegularFile regular)
            {
                File.WriteAllBytes(path, ByteText.ToBytes(regular.Text));
                if (regular.IsExecutable) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
            }
        }
    }

    private static void AssertEqual(UnitSet left, UnitSet right)
    {
        IReadOnlyList<UnitResult> results = SetComparison.CompareWithPlace(left, right, ignoresVersions: false);
        Assert.Equal(left.Units.Keys.Order(StringComparer.Ordinal), results.Select(static result => result.Name));
        Assert.Empty(results.SelectMany(static result => result.Differences));
    }

    private static void AssertEqual(ProgramRun run)
    {
        Assert.EndsWith(" compared: equal.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, run.ExitCode);
    }

    /// <summary>The differences of a pair as lines, of which each tells the sides under the names that are given to them.</summary>
    private static string[] Differences(string directory, string left, string right, string leftKey, string rightKey)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory }.Run("diff", left, right, "--json");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        List<string> lines = [];
        foreach (JsonElement unit in report.RootElement.GetProperty("units").EnumerateArray())
        {
            foreach (JsonElement difference in unit.GetProperty("differences").EnumerateArray())
            {
                string rule = difference.GetProperty("rule").GetString()!.Replace("-missing", "-one-sided", StringComparison.Ordinal)
                    .Replace("-extra", "-one-sided", StringComparison.Ordinal);
                SortedDictionary<string, string?> sides = new(StringComparer.Ordinal)
                {
                    [leftKey] = difference.GetProperty("left").GetString(),
                    [rightKey] = difference.GetProperty("right").GetString(),
                };
                lines.Add(string.Join(
                    '|', unit.GetProperty("name").GetString(), rule, difference.GetProperty("class").GetString(),
                    difference.GetProperty("key").GetString(), difference.GetProperty("item").GetString(), sides["left"], sides["right"]));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return [.. lines];
    }
}
