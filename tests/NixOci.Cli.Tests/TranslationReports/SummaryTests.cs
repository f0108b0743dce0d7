using System.Text.Json;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.TranslationReports;

/// <summary>The summary of fifty containers in ten files.</summary>
public sealed class SummaryTests
{
    private const int LinesOfAScreen = 40;
    private static readonly string Top = ProjectFiles.Fixture("scale/ten-files");

    [Fact]
    public void FitsOnAScreen()
    {
        ProgramRun run = Translate();
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("50 containers for podman, ", run.Error, StringComparison.Ordinal);
        Assert.Equal(10, Directory.GetFiles(Top, "*.nix").Length);
        Assert.InRange(run.Error.Split('\n').Length, 1, LinesOfAScreen);
        Snapshots.MatchIn(Top, run.Error.Replace(Top, "<dir>", StringComparison.Ordinal), "summary");
    }

    /// <summary>Whatever a program is told, people are told as well.</summary>
    [Fact]
    public void HidesNothing()
    {
        using TemporaryDirectory directory = new();
        ProgramRun run = Translate("-o", directory.At("tree"), "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        HashSet<string> told = [.. run.Error.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)];
        HashSet<string> containers = All("containers", "name"), units = All("containers", "unit");
        Assert.Equal(50, containers.Count);
        Assert.Subset(told, containers);
        Assert.Subset(told, All("units", "name").Where(unit => !units.Contains(unit)).ToHashSet());
        Assert.Subset(told, All("packages", "name"));
        Assert.Subset(told, All("files", "path"));
        Assert.Subset(told, All("secrets", "path"));
        Assert.Subset(told, All("accounts", "name"));
        Assert.Subset(told, All("notCarriedOver", "name"));
        Assert.Subset(told, All("ignored", "option").Select(static option => string.Join('.', option.Split('.').Take(2))).ToHashSet());
        Assert.All(All("tmpfiles", "rule"), rule => Assert.Contains(rule, run.Error, StringComparison.Ordinal));
        Assert.All(json.RootElement.GetProperty("firewallPorts").EnumerateArray(), port => Assert.Contains(
            $"{port.GetProperty("last").GetInt64()}/{port.GetProperty("protocol").GetString()}", run.Error, StringComparison.Ordinal));

        HashSet<string> All(string member, string part)
        {
            JsonElement items = json.RootElement.GetProperty(member);
            Assert.NotEqual(0, items.GetArrayLength());
            return [.. items.EnumerateArray().Select(item => item.GetProperty(part).GetString()!)];
        }
    }

    private static ProgramRun Translate(params string[] words)
        => new ProgramRunner { WorkingDirectory = Top }.Run(["translate", "configuration.nix", "--release", "seed", .. words]);
}
