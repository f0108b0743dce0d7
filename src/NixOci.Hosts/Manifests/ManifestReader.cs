using System.Text.Json;
using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Hosts.Manifests;

/// <summary>Reads manifests. A file that is none, or of a newer form, is refused with what is wrong about it.</summary>
public static class ManifestReader
{
    private const int HashLength = 64;

    /// <summary>Reads a manifest.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">What messages call the file, as ordinary text.</param>
    /// <exception cref="LayoutException">It is no manifest.</exception>
    public static Manifest Read(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new LayoutException(ByteText.FromUnicode($"'{name}' is not a manifest of nixoci: {e.Message}"));
        }
    }

    private static Manifest Read(JsonElement root)
    {
        int version = root.GetProperty("version").GetInt32();
        if (version is < 1 or > Manifest.Version)
        {
            throw new FormatException($"its version is {version}, and this program reads {Manifest.Version}");
        }

        List<ManifestNeed> needs = [];
        foreach (JsonElement need in root.GetProperty("needs").EnumerateArray()) needs.Add(ReadNeed(need));
        List<ManifestEntry> entries = [];
        HashSet<string> paths = new(StringComparer.Ordinal);
        foreach (JsonElement element in root.GetProperty("entries").EnumerateArray())
        {
            ManifestEntry entry = ReadEntry(element);
            if (!paths.Add(entry.Path)) throw new FormatException($"the path '{entry.Path}' stands in it twice");
            entries.Add(entry);
        }

        return new Manifest(
            Text(root, "layout"), Text(root, "release"), Optional(root, "unitDirectory"), Optional(root, "fileDirectory"), needs, entries);
    }

    private static ManifestNeed ReadNeed(JsonElement need)
        => new(Text(need, "package"), Text(need, "version"), Optional(need, "hostPackage"), List(need, "programs"), List(need, "units"));

    private static ManifestEntry ReadEntry(JsonElement entry)
    {
        string path = Text(entry, "path"), hash = Text(entry, "sha256");
        foreach (Range part in path.AsSpan().Split('/'))
        {
            if (!FileTree.IsName(path.AsSpan(part))) throw new FormatException($"'{path}' cannot be the path of a file");
        }

        if (hash.Length != HashLength || !hash.AsSpan().ContainsOnlyHexDigits()) throw new FormatException($"'{hash}' is no SHA-256");
        bool isLink = Text(entry, "type") switch
        {
            "link" => true,
            "file" => false,
            string other => throw new FormatException($"'{other}' is no type of a file"),
        };
        string mode = Text(entry, "mode");
        if (mode != "0644" && mode != "0755" && mode != "0777") throw new FormatException($"'{mode}' is no mode of a file");
        ManifestSource? source = entry.TryGetProperty("source", out JsonElement place)
            ? new ManifestSource(Text(place, "file"), place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32())
            : null;
        return new ManifestEntry(
            path, isLink ? Text(entry, "target") : null, hash, mode == "0755", Optional(entry, "unit"), Optional(entry, "container"), source);
    }

    private static bool ContainsOnlyHexDigits(this ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigitLower(c)) return false;
        }

        return true;
    }

    private static string Text(JsonElement element, string name)
        => Optional(element, name) ?? throw new FormatException($"'{name}' is missing");

    private static string? Optional(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) ? ByteText.FromUnicode(value.GetString() ?? "") : null;

    private static List<string> List(JsonElement element, string name)
    {
        List<string> items = [];
        foreach (JsonElement item in element.GetProperty(name).EnumerateArray()) items.Add(ByteText.FromUnicode(item.GetString() ?? ""));
        return items;
    }
}
