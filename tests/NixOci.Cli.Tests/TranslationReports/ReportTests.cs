using System.Text.Json;
using System.Text.RegularExpressions;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.TranslationReports;

/// <summary>What is reported of a translation, in all forms.</summary>
public sealed partial class ReportTests
{
    private const string Configuration = "configuration.nix";
    private static readonly string Top = ProjectFiles.Fixture("report");

    [Fact]
    public void ForPeople()
        => Check("markdown", "report.md");

    [Fact]
    public void ForPrograms()
        => Check("json", "report.json");

    [Fact]
    public void PackagesAreThoseOfADistribution()
        => Check("markdown-debian", "report.md", "--distro", "debian");

    [Fact]
    public void JsonGoesToStandardOutputBesideADirectory()
    {
        using TemporaryDirectory directory = new();
        ProgramRun run = Translate("-o", directory.At("tree"), "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(3, json.RootElement.GetProperty("containers").GetArrayLength());
    }

    /// <summary>The document names every member that there is, and no other.</summary>
    [Fact]
    public void MembersAreDocumented()
    {
        using TemporaryDirectory directory = new();
        using JsonDocument json = JsonDocument.Parse(Translate("-o", directory.At("tree"), "--json").Output);
        string text = File.ReadAllText(ProjectFiles.At("docs/report.md"));
        string[] documented = [.. Row().Matches(text[text.IndexOf("| member |", StringComparison.Ordinal)..]).Select(static match => match.Groups[1].Value)];
        Assert.Equal(json.RootElement.EnumerateObject().Select(static member => member.Name), documented);
        foreach (Match row in Row().Matches(text[text.IndexOf("| member |", StringComparison.Ordinal)..]))
        {
            if (!json.RootElement.TryGetProperty(row.Groups[1].Value, out JsonElement member) || member.ValueKind != JsonValueKind.Array) continue;
            Assert.NotEqual(0, member.GetArrayLength());
            string cell = Parentheses().Replace(row.Groups[2].Value, "");
            Assert.Equal(member[0].EnumerateObject().Select(static part => part.Name), Word().Matches(cell).Select(static word => word.Groups[1].Value));
        }
    }

    [Fact]
    public void ReportAndUnitsAreNotMixed()
    {
        ProgramRun run = Translate("--json");
        Assert.Equal(ExitCode.UsageIsWrong, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("units and report cannot both go to standard output", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportIsNotPutAmongTheUnits()
    {
        using TemporaryDirectory directory = new();
        ProgramRun run = Translate("-o", directory.At("tree"), "--report", directory.At("tree/report.md"));
        Assert.Equal(ExitCode.UsageIsWrong, run.ExitCode);
        Assert.False(Directory.Exists(directory.At("tree")));
    }

    /// <summary>Either both are written or neither.</summary>
    [Fact]
    public void NothingIsWrittenWhereTheReportCannotBe()
    {
        using TemporaryDirectory directory = new();
        ProgramRun run = Translate("-o", directory.At("tree"), "--report", directory.At("nowhere/report.md"));
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.False(Directory.Exists(directory.At("tree")));
    }

    [Fact]
    public void ReportIsLeftWhereUnitsCannotBeWritten()
    {
        using TemporaryDirectory directory = new();
        string report = directory.Write("report.md", "before"), tree = directory.Write("tree", "a file");
        ProgramRun run = Translate("-o", tree, "--report", report);
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.Equal("before", File.ReadAllText(report));
        Assert.Equal(2, Directory.GetFileSystemEntries(directory.Path).Length);
    }

    [Fact]
    public void StrictLeavesEarlierOutput()
    {
        using TemporaryDirectory directory = new();
        string report = directory.Write("report.md", "before");
        ProgramRun run = Translate("-o", directory.At("tree"), "--report", report, "--strict");
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.False(Directory.Exists(directory.At("tree")));
        Assert.Equal("before", File.ReadAllText(report));
    }

    private static void Check(string name, string file, params string[] words)
    {
        using TemporaryDirectory directory = new();
        ProgramRun run = Translate(["-o", directory.At("tree"), "--report", directory.At(file), .. words]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Empty(run.Output);
        Snapshots.MatchIn(Top, File.ReadAllText(directory.At(file)), name);
    }

    private static ProgramRun Translate(params string[] words)
        => new ProgramRunner { WorkingDirectory = Top }.Run(["translate", Configuration, "--release", "seed", "--assume", .. words]);

    [GeneratedRegex(@"^\| `([A-Za-z]+)` \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Word();
}
