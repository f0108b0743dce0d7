using System.Text.Json;
using System.Text.Json.Serialization;

namespace NixOci.Language.Tests.Golden;

/// <summary>An expression and what real Nix answered to it.</summary>
public sealed class LanguageCase
{
    public required string Id { get; init; }

    public required string Expr { get; init; }

    /// <summary><c>eval</c> or <c>parse</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The printed value, or the printed syntax tree.</summary>
    public string? Out { get; init; }

    /// <summary>The value as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>The first line of the error.</summary>
    public string? Error { get; init; }

    /// <summary>The error's line and column, with the file in front where it is not the expression's.</summary>
    public string? At { get; init; }

    /// <summary>What was traced.</summary>
    public string? Stderr { get; init; }

    /// <summary>Files beside the expression; a name that ends in a slash is a directory.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <summary>The files that are executable.</summary>
    public IReadOnlyList<string> Exec { get; init; } = [];

    /// <summary>Symbolic links: name → target.</summary>
    public Dictionary<string, string> Links { get; init; } = [];

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Env { get; init; } = [];

    [JsonIgnore]
    public string Family => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>All cases, by id.</summary>
    public static IReadOnlyDictionary<string, LanguageCase> All { get; } = Load();

    /// <summary>Writes the case's files below a directory.</summary>
    public void WriteFiles(string directory)
    {
        foreach ((string name, string text) in Files)
        {
            string path = Path.Combine(directory, name);
            if (name.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            if (Exec.Contains(name)) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }

        foreach ((string name, string target) in Links)
        {
            string path = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, target);
        }

        File.WriteAllText(Path.Combine(directory, "case.nix"), Expr);
    }

    private static Dictionary<string, LanguageCase> Load()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        HashSet<string> awaited = [.. File.ReadLines(Path.Combine(Fixtures.Directory, "language", "awaited.txt"))];
        Dictionary<string, LanguageCase> cases = [];
        foreach (string line in File.ReadLines(Path.Combine(Fixtures.Directory, "language", "language.jsonl")))
        {
            LanguageCase @case = JsonSerializer.Deserialize<LanguageCase>(line, options)!;
            if (!awaited.Contains(@case.Id)) cases.Add(@case.Id, @case);
        }

        return cases;
    }
}
