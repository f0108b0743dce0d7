using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NixOci.TestSupport;

namespace NixOci.Modules.Tests.Golden;

/// <summary>
/// An expression over nixpkgs' <c>lib</c> and what real Nix answered to it; in <c>details</c>, what follows from the text of <c>lib</c>.
/// </summary>
public sealed class LibraryCase
{
    public required string Id { get; init; }

    /// <summary>The expression; <c>lib</c> is in scope.</summary>
    public required string Expr { get; init; }

    /// <summary>The value as JSON, where there is one; it may be <c>null</c>.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>A part of the error's text.</summary>
    public string? Error { get; init; }

    /// <summary>All of the error's text, where <see cref="Error"/> is the beginning only.</summary>
    public string? ErrorFull { get; init; }

    /// <summary>What <c>lib.warn</c> told.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was traced.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];

    /// <summary>Files beside the expression.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <summary><c>lib</c>, <c>modules</c> or <c>details</c>: the file that the case is in.</summary>
    [JsonIgnore]
    public string Group { get; private set; } = "";

    /// <summary>The group and the first word of the id.</summary>
    [JsonIgnore]
    public string Family => Group + "/" + Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>All cases by group and id.</summary>
    public static IReadOnlyDictionary<string, LibraryCase> All { get; } = Load("lib", "modules", "details");

    /// <summary>Writes the case's files below a directory.</summary>
    public void WriteFiles(string directory)
    {
        foreach ((string name, string text) in Files)
        {
            string path = Path.Combine(directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.Replace("<dir>", directory, StringComparison.Ordinal));
        }

        File.WriteAllText(Path.Combine(directory, "case.nix"), "let lib = import <nixpkgs/lib>; in\n" + Expr + "\n");
    }

    private static Dictionary<string, LibraryCase> Load(params ReadOnlySpan<string> groups)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        Dictionary<string, LibraryCase> cases = [];
        foreach (string group in groups)
        {
            foreach (string line in File.ReadLines(ProjectFiles.Fixture($"lib/{group}.jsonl")))
            {
                LibraryCase @case = JsonSerializer.Deserialize<LibraryCase>(line, options)!;
                @case.Group = group;
                cases.Add($"{group}/{@case.Id}", @case);
            }
        }

        return cases;
    }
}
