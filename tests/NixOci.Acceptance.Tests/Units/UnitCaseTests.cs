using System.Text.Json.Nodes;
using NixOci.Cli;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Units;

/// <summary>
/// The command line makes of every configuration of <c>fixtures/units</c> what NixOS made of it: the same units, scripts and relations
/// byte for byte, or the same complaint.
/// </summary>
public sealed class UnitCaseTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (UnitCase @case in UnitCase.All) cases.Add(@case.Name, @case.Release);

            return cases;
        }
    }

    /// <summary>A case that is lost would fail nothing else.</summary>
    [Fact]
    public void NoCaseIsLost() => Assert.True(UnitCase.All.Count() >= 167, "there were 167 cases of two releases at least");

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsWhatNixosMadeOfIt(string name, string release)
    {
        UnitCase @case = new(name, release);
        using TemporaryDirectory output = new();
        ProgramRun run = new ProgramRunner { WorkingDirectory = @case.Input }
            .Run("translate", "configuration.nix", "--for", "nixos", "--release", release, "-o", output.At("out"));
        if (@case.IsError)
        {
            Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
            Assert.False(Directory.Exists(output.At("out")), "something was written");
            CheckError(@case, @case.Normal(run.Error));
            return;
        }

        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        CheckFiles(@case, "units", output.At("out"));
        CheckFiles(@case, "scripts", output.At("out"));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(@case.Relations), JsonNode.Parse(File.ReadAllText(output.At("out/wants.json")))),
            File.ReadAllText(output.At("out/wants.json")));
    }

    private static void CheckFiles(UnitCase @case, string kind, string output)
    {
        SortedDictionary<string, string> expected = @case.Files(kind), actual = UnitCase.FilesBelow(Path.Combine(output, kind));
        Assert.Equal(expected.Keys, actual.Keys);
        foreach ((string path, string text) in expected)
        {
            string written = @case.Normal(actual[path]);

            // Where the texts differ, the comparison of strings shows where.
            if (!new ExpectedText(text).Matches(written)) Assert.Equal(text, written);
        }
    }

    private static void CheckError(UnitCase @case, string message)
    {
        string folded = ExpectedText.Fold(message);
        foreach (string[] choices in @case.ErrorKeys)
        {
            Assert.True(
                choices.Any(choice => folded.Contains(ExpectedText.Fold(choice), StringComparison.Ordinal)),
                $"not in the message: {string.Join(" || ", choices)}\n{message}");
        }

        if (@case.ErrorPosition is { } position)
        {
            Assert.Matches(System.Text.RegularExpressions.Regex.Escape(position) + "(?![0-9])", message);
        }
    }
}
