using System.Text.Json;
using NixOci.Language.Source;

namespace NixOci.Fuzzing;

/// <summary>What mutations begin from: fixtures, and what earlier runs found.</summary>
public static class Seeds
{
    /// <summary>What the names of files with Nix expressions and configurations end in.</summary>
    public const string NixExtension = ".nix";

    /// <summary>What the names of files with units end in.</summary>
    public const string UnitExtension = ".unit";

    /// <summary>What the names of files with trees end in.</summary>
    public const string TreeExtension = ".tree";

    private const int LongestExpression = 2_000;
    private const int LongestConfiguration = 3_000;
    private const int LongestUnit = 3_000;

    private static readonly string[] UnitSuffixes = [".service", ".socket", ".timer", ".path", ".mount", ".target", ".slice", ".conf"];

    private static IReadOnlyList<string>? expressions, configurations, units;

    /// <summary>The directory that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The inputs that earlier runs found, by name of file.</summary>
    public static IReadOnlyDictionary<string, string> Corpus { get; } = ReadCorpus();

    /// <summary>Expressions of the language, as byte text.</summary>
    public static IReadOnlyList<string> Expressions => expressions ??= [.. ReadExpressions(), .. CorpusOf(NixExtension)];

    /// <summary>NixOS configurations, and evaluations of modules, as byte text.</summary>
    public static IReadOnlyList<string> Configurations
        => configurations ??= [.. ReadAll("configuration.nix", LongestConfiguration, UsesNoLimit), .. ReadModules(), .. CorpusOf(NixExtension)];

    /// <summary>Units and drop-ins, as byte text, each once.</summary>
    public static IReadOnlyList<string> Units => units ??= [.. ReadUnits().Distinct(StringComparer.Ordinal), .. CorpusOf(UnitExtension)];

    /// <summary>What earlier runs found of one kind.</summary>
    public static IEnumerable<string> CorpusOf(string extension)
        => Corpus.Where(file => file.Key.EndsWith(extension, StringComparison.Ordinal)).Select(static file => file.Value);

    /// <summary>The path of a fixture.</summary>
    public static string Fixture(string path) => Path.Combine(Repository, "fixtures", path);

    private static IEnumerable<string> ReadExpressions()
    {
        foreach (string line in File.ReadLines(Fixture("language/language.jsonl")))
        {
            using JsonDocument @case = JsonDocument.Parse(line);
            string text = ByteText.FromUnicode(@case.RootElement.GetProperty("expr").GetString()!);
            if (text.Length <= LongestExpression) yield return text;
        }
    }

    /// <summary>Evaluations of modules, with the modules in the place of their files' names.</summary>
    private static IEnumerable<string> ReadModules()
    {
        foreach (string line in File.ReadLines(Fixture("lib/modules.jsonl")))
        {
            using JsonDocument @case = JsonDocument.Parse(line);
            string text = @case.RootElement.GetProperty("expr").GetString()!;
            if (!text.Contains(ModuleTarget.ModuleEvaluation, StringComparison.Ordinal)) continue;
            if (@case.RootElement.TryGetProperty("files", out JsonElement files))
            {
                foreach (JsonProperty file in files.EnumerateObject())
                {
                    text = text.Replace("./" + file.Name, "(" + file.Value.GetString() + ")", StringComparison.Ordinal);
                }
            }

            if (text.Length <= LongestConfiguration) yield return ByteText.FromUnicode(text);
        }
    }

    private static IEnumerable<string> ReadUnits()
    {
        foreach (string suffix in UnitSuffixes)
        {
            foreach (string text in ReadAll("*" + suffix, LongestUnit)) yield return text;
        }
    }

    /// <summary>Whether the fixture is not one of those that use up memory or time: of their inputs there would be few.</summary>
    private static bool UsesNoLimit(string file)
    {
        string arguments = Path.Combine(Path.GetDirectoryName(file)!, "arguments.txt");
        if (!File.Exists(arguments)) return true;
        string text = File.ReadAllText(arguments);
        return !text.Contains("--max-", StringComparison.Ordinal) && !text.Contains("--timeout", StringComparison.Ordinal);
    }

    private static IEnumerable<string> ReadAll(string pattern, int longest, Func<string, bool>? isWanted = null)
    {
        foreach (string file in Directory.EnumerateFiles(Fixture(""), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // Links among the fixtures lead to what is not there, or to endless devices.
            FileInfo info = new(file);
            if (info.LinkTarget is null && info.Length <= longest && isWanted?.Invoke(file) != false) yield return ByteText.FromBytes(File.ReadAllBytes(file));
        }
    }

    private static SortedDictionary<string, string> ReadCorpus()
    {
        SortedDictionary<string, string> corpus = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository, "tests", "NixOci.Fuzzing", "corpus")))
        {
            corpus.Add(Path.GetFileName(file), ByteText.FromBytes(File.ReadAllBytes(file)));
        }

        return corpus;
    }

    private static string FindRepository()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "NixOci.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("the program does not run inside the repository");
    }
}
