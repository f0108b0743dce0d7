using System.Text.Json;
using NixOci.Acceptance.Tests.Configurations;
using NixOci.Cli;
using NixOci.Systemd.Comparison.Shell;
using NixOci.Systemd.Units;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Explain;

/// <summary>
/// What holds of the explanation of every unit of every configuration among the fixtures: no line is left out, and every line
/// has an origin.
/// </summary>
public sealed class ExplanationLawTests
{
    public static TheoryData<string, string[]> Cases
    {
        get
        {
            TheoryData<string, string[]> cases = [];
            IEnumerable<ConfigurationFixture> fixtures =
                [.. ConfigurationFixture.OfUnits(), .. ConfigurationFixture.OfGroup("translate"), .. ConfigurationFixture.OfGroup("real")];
            foreach (ConfigurationFixture fixture in fixtures) cases.Add(fixture.Name, fixture.Words);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryLineHasAnOrigin(string fixture, string[] words)
    {
        ProgramRunner program = new() { WorkingDirectory = ProjectFiles.Fixture(fixture) };
        using TemporaryDirectory around = new();
        ProgramRun translated = program.Run(["translate", .. WithLayout(words), "-o", around.At("out")]);
        if (translated.ExitCode != ExitCode.Done) return;
        if (!Directory.Exists(around.At("out/units"))) return;
        ProgramRun run = program.Run(["explain", "*", "--json", .. WithLayout(AsOptions(words))]);
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        using JsonDocument explanation = JsonDocument.Parse(run.Output);
        Dictionary<string, JsonElement[]> units = explanation.RootElement.GetProperty("units").EnumerateArray().ToDictionary(
            static unit => unit.GetProperty("name").GetString()!, static unit => unit.GetProperty("lines").EnumerateArray().ToArray());
        string[] files = [.. Directory.EnumerateFiles(around.At("out/units"))];
        Assert.Equal(files.Length, units.Count);
        foreach (string file in files)
        {
            string unit = Path.GetFileName(file);
            foreach (JsonElement line in units[unit]) CheckOrigins(unit, line);
            CheckSettings(unit, File.ReadAllText(file), units[unit]);
            CheckArguments(around.At("out/scripts"), units[unit]);
        }
    }

    /// <summary>Cases that translate nothing would hold the law without saying anything.</summary>
    [Fact]
    public void MostCasesAreTranslated() => Assert.True(Cases.Count > 150);

    private static void CheckOrigins(string unit, JsonElement line)
    {
        JsonElement[] origins = [.. line.GetProperty("origins").EnumerateArray()];
        Assert.NotEmpty(origins);
        foreach (JsonElement origin in origins)
        {
            string kind = origin.GetProperty("kind").GetString()!;
            bool isKnown = kind switch
            {
                // What is set on the command line has no line.
                "definition" => origin.TryGetProperty("line", out _) || origin.GetProperty("file").GetString()!.StartsWith("--set ", StringComparison.Ordinal),
                "default" => origin.GetProperty("option").GetString()!.Length > 0,
                "rule" => origin.GetProperty("module").GetString()!.Length > 0,
                _ => false,
            };
            Assert.True(isKnown, $"{unit}: {line}");
        }
    }

    /// <summary>The explained settings are those of the unit, in their order.</summary>
    private static void CheckSettings(string unit, string text, JsonElement[] lines)
    {
        string[] expected =
            [.. UnitFileReader.Read(text).Sections.SelectMany(static section => section.Entries.Select(entry => $"{section.Name} {entry.Key}={entry.Value}"))];
        string[] explained =
        [
            .. lines.Where(static line => line.GetProperty("kind").GetString() == "setting")
                .Select(static line => $"{line.GetProperty("section").GetString()} {line.GetProperty("nixos").GetString()}"),
        ];
        Assert.True(expected.SequenceEqual(explained), $"{unit}:\n{string.Join('\n', expected)}\n---\n{string.Join('\n', explained)}");
    }

    /// <summary>The explained arguments are all words of the command that runs the container.</summary>
    private static void CheckArguments(string scripts, JsonElement[] lines)
    {
        string explained = string.Join(' ', lines.Where(static line => line.GetProperty("kind").GetString() == "argument")
            .Select(static line => line.GetProperty("nixos").GetString()));
        if (explained.Length == 0) return;
        bool isThere = Directory.EnumerateFiles(scripts, "*-start", SearchOption.AllDirectories)
            .SelectMany(static script => ShellReader.Read(File.ReadAllText(script)))
            .Any(command => command.Simple is ["exec", ..] && ShellWord.Show(command.Simple.Skip(1)) == explained);
        Assert.True(isThere, explained);
    }

    /// <summary>The same command line for the layout of NixOS, without one of its own.</summary>
    private static string[] WithLayout(string[] words)
    {
        int own = Array.IndexOf(words, "--for");
        return own < 0 ? [.. words, "--for", "nixos"] : [.. words[..own], .. words[(own + 2)..], "--for", "nixos"];
    }

    /// <summary>Configurations, which are arguments of <c>translate</c>, are options of <c>explain</c>.</summary>
    private static string[] AsOptions(string[] words)
    {
        List<string> options = [];
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].StartsWith("--", StringComparison.Ordinal) || words[i] == "-I")
            {
                options.Add(words[i]);
                if (words[i] == "--assume" || words[i].StartsWith("--", StringComparison.Ordinal) && words[i].Contains('=', StringComparison.Ordinal)) continue;
                bool isPair = words[i] is "--arg" or "--argstr" or "--override-input" && !words[i + 1].Contains('=', StringComparison.Ordinal);
                for (int following = isPair ? 2 : 1; following > 0; following--) options.Add(words[++i]);
                continue;
            }

            options.AddRange(["--config", words[i]]);
        }

        return [.. options];
    }
}
