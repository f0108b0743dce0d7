using System.Text.Json;
using NixOci.Language.Source;

namespace NixOci.Fuzzing;

/// <summary>What mutations begin from: the expressions of <c>fixtures/language</c>, and what earlier runs found.</summary>
public static class Seeds
{
    private const int LongestSeed = 2_000;

    /// <summary>The directory that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The inputs that earlier runs found, by name of file.</summary>
    public static IReadOnlyDictionary<string, string> Corpus { get; } = ReadCorpus();

    /// <summary>All seeds, as byte text.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ReadFixtures(), .. Corpus.Values];

    private static IEnumerable<string> ReadFixtures()
    {
        foreach (string line in File.ReadLines(Path.Combine(Repository, "fixtures", "language", "language.jsonl")))
        {
            using JsonDocument @case = JsonDocument.Parse(line);
            string text = ByteText.FromUnicode(@case.RootElement.GetProperty("expr").GetString()!);
            if (text.Length <= LongestSeed) yield return text;
        }
    }

    private static SortedDictionary<string, string> ReadCorpus()
    {
        SortedDictionary<string, string> corpus = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository, "tests", "NixOci.Fuzzing", "corpus"), "*.nix"))
        {
            corpus.Add(Path.GetFileNameWithoutExtension(file), ByteText.FromBytes(File.ReadAllBytes(file)));
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
