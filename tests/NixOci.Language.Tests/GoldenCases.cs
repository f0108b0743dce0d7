using System.Text.Json;
using System.Text.Json.Serialization;
using NixOci.Language.Source;

namespace NixOci.Language.Tests;

/// <summary>A case of <c>fixtures/language/language.jsonl</c>: an expression and what Nix 2.26 answered.</summary>
public sealed class GoldenCase
{
    /// <summary>Where a case is thought to stand; its answers say <c>&lt;dir&gt;</c> for it.</summary>
    public const string Directory = "/golden-dir";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("expr")]
    public string Expr { get; set; } = "";

    [JsonPropertyName("mode")]
    public string Mode { get; set; } = "";

    [JsonPropertyName("out")]
    public string? Out { get; set; }

    [JsonPropertyName("error")]
    public string? Error { get; set; }

    [JsonPropertyName("at")]
    public string? At { get; set; }

    public SourceFile Source => SourceFile.FromUnicode(Directory + "/case.nix", Expr, Directory);

    /// <summary>A text of ours as the answers have it.</summary>
    public static string Normalize(string byteText)
        => ByteText.ToUnicode(byteText).Replace(Directory, "<dir>", StringComparison.Ordinal);

    /// <summary>All cases.</summary>
    public static IReadOnlyList<GoldenCase> All { get; } = Load();

    private static List<GoldenCase> Load()
    {
        string file = Path.Combine(Repository.Root, "fixtures", "language", "language.jsonl");
        List<GoldenCase> cases = [];
        foreach (string line in File.ReadLines(file)) cases.Add(JsonSerializer.Deserialize<GoldenCase>(line)!);
        return cases;
    }
}

/// <summary>The files of this repository.</summary>
public static class Repository
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "NixOci.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }
}
