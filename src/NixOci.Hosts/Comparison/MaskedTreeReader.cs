using System.Text.Json;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>Reads a tree of the very texts of NixOS: <c>units/UNIT</c> and <c>wants.json</c>.</summary>
internal static class MaskedTreeReader
{
    private const string Relations = "/wants.json";

    /// <summary>Whether a tree is one.</summary>
    public static bool IsOne(ComparedTree tree) => tree.IsDirectory("/units") || tree.Resolve(Relations) is not null;

    /// <summary>The units of a tree by their names.</summary>
    /// <exception cref="IOException">Their relations cannot be read.</exception>
    public static IReadOnlyDictionary<string, ComparedUnit> Read(ComparedTree tree)
    {
        try
        {
            return ReadUnits(tree);
        }
        catch (InvalidOperationException e)
        {
            // JSON whose strings are no text.
            throw new IOException("wants.json is no JSON: " + e.Message, e);
        }
    }

    private static SortedDictionary<string, ComparedUnit> ReadUnits(ComparedTree tree)
    {
        using JsonDocument? relations = ReadRelations(tree);
        SortedDictionary<string, ComparedUnit> units = new(StringComparer.Ordinal);
        foreach (string name in tree.List("/units"))
        {
            string path = "/units/" + name;
            if (tree.ReadUnit(path) is not { } text) continue;
            UnitFragment fragment = new(path, text);
            if (relations is null || !relations.RootElement.TryGetProperty(ByteText.ToUnicode(name), out JsonElement relation))
            {
                units.Add(name, new ComparedUnit { Name = name, Main = fragment });
                continue;
            }

            bool isDropIn = relation.TryGetProperty("overrideStrategy", out JsonElement strategy) && strategy.ValueEquals("asDropin");
            units.Add(name, new ComparedUnit
            {
                Name = name,
                Main = isDropIn ? null : fragment,
                DropIns = isDropIn ? [fragment] : [],
                IsMasked = relation.TryGetProperty("enable", out JsonElement enable) && enable.ValueKind == JsonValueKind.False,
                Links = new UnitLinks(
                    Names(relation, "wantedBy"), Names(relation, "requiredBy"), Names(relation, "upheldBy"), Names(relation, "aliases")),
            });
        }

        return units;
    }

    private static JsonDocument? ReadRelations(ComparedTree tree)
    {
        if (tree.ReadText(Relations) is not { } file) return null;
        try
        {
            JsonDocument document = JsonDocument.Parse(ByteText.ToBytes(file.Text));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            throw new IOException("wants.json holds no object");
        }
        catch (JsonException e)
        {
            throw new IOException("wants.json is no JSON: " + e.Message, e);
        }
    }

    private static HashSet<string> Names(JsonElement relation, string key)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (!relation.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array) return names;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) names.Add(ByteText.FromUnicode(item.GetString()!));
        }

        return names;
    }
}
