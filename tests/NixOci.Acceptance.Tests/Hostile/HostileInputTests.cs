using NixOci.Cli;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Hostile;

/// <summary>
/// Inputs of people who mean harm: each directory of <c>fixtures/hostile</c> is a configuration with what must become of it.
/// These tests run alone, because they watch over memory.
/// </summary>
[Collection(nameof(HostileInputTests))]
[CollectionDefinition(nameof(HostileInputTests), DisableParallelization = true)]
public sealed class HostileInputTests
{
    /// <summary>The table that tells people what became of each input.</summary>
    private static readonly string Table = File.ReadAllText(ProjectFiles.At("docs/hostile-inputs.md"));

    public static TheoryData<string> Names { get; } = [.. HostileCase.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsHarmed(string name)
    {
        HostileCase @case = HostileCase.Read(name);
        using TemporaryDirectory around = new();
        @case.LayOut(around);
        SortedDictionary<string, string> before = Around(around);

        ProgramRun run = new ProgramRunner
        {
            WorkingDirectory = around.At("tree"),
            ReadAhead = ProgramRunner.Eager,
            Environment = new Dictionary<string, string> { ["SECRET"] = HostileCase.Secret, ["HOME"] = around.At("home") },
        }.Run(["translate", .. @case.Sources, "-o", "../out", .. @case.Options]);

        // Nothing is written but the tree that was asked for, and that only as a whole.
        Assert.Equal(before, Around(around));
        bool isWritten = Directory.Exists(around.At("out"));
        Assert.Equal(run.ExitCode == ExitCode.Done, isWritten);
        if (@case.Outcome == "written") Assert.True(isWritten, run.ToString());
        else if (@case.Outcome == "error") Assert.True(run.ExitCode is ExitCode.InputIsWrong or ExitCode.UsageIsWrong, run.ToString());

        // Where an outcome may differ between machines, it is enough that the input is told of.
        string outcome = @case.Outcome == "any" ? "" : (isWritten ? "written" : "refused") + " |";
        Assert.Contains($"| `{name}` | {outcome}", Table, StringComparison.Ordinal);

        // Errors are for people, and do not steer their terminals.
        if (!isWritten) Assert.Contains("error", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("mistake in nixoci", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at NixOci", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Error.AsEnumerable(), static c => char.IsControl(c) && c != '\n');

        string written = isWritten ? Written(around.At("out")) : "";
        Assert.DoesNotContain(HostileCase.Secret, run.Error + run.Output + written, StringComparison.Ordinal);
        foreach (string text in @case.InError) Assert.Contains(text, run.Error, StringComparison.Ordinal);
        foreach (string text in @case.NotInError) Assert.DoesNotContain(text, run.Error, StringComparison.Ordinal);
        foreach (string text in @case.InOutput) Assert.Contains(text, written, StringComparison.Ordinal);
        foreach (string text in @case.NotInOutput) Assert.DoesNotContain(text, written, StringComparison.Ordinal);
    }

    /// <summary>Everything beside the output, links not followed.</summary>
    private static SortedDictionary<string, string> Around(TemporaryDirectory around)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        Collect(around.Path, "", found);
        return found;
    }

    private static void Collect(string directory, string prefix, SortedDictionary<string, string> found)
    {
        EnumerationOptions everything = new() { AttributesToSkip = 0 };
        foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", everything))
        {
            string name = prefix + entry.Name;
            if (name == "out") continue;
            found.Add(name, entry is FileInfo { LinkTarget: null } file ? $"{file.Length} {file.LastWriteTimeUtc:O}" : "");
            if (entry is DirectoryInfo { LinkTarget: null }) Collect(entry.FullName, name + "/", found);
        }
    }

    private static string Written(string directory)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        Collect(directory, "", files);
        return string.Join('\n', files.Keys.Where(name => new FileInfo(Path.Combine(directory, name)) is { Exists: true, LinkTarget: null })
            .Select(name => File.ReadAllText(Path.Combine(directory, name))));
    }
}
