using System.Text.Encodings.Web;
using System.Text.Json;
using NixOci.Language.Source;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Layouts;

/// <summary>What belongs to units and does not stand in their files, as JSON: which units want them, their aliases and the like.</summary>
internal static class UnitRelations
{
    /// <summary>The relations by the units' names, as byte text.</summary>
    public static string ToJson(UnitCollection collection)
    {
        using MemoryStream bytes = new();
        JsonWriterOptions options = new() { Indented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter json = new(bytes, options))
        {
            json.WriteStartObject();
            foreach (GeneratedUnit unit in collection.Units) Write(json, unit);
            json.WriteEndObject();
        }

        return ByteText.FromBytes(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, GeneratedUnit unit)
    {
        json.WriteStartObject(ByteText.ToUnicode(unit.Name));
        WriteList(json, "aliases", unit.Aliases);
        json.WriteBoolean("enable", unit.IsEnabled);
        json.WriteString("overrideStrategy", unit.OverrideStrategy == OverrideStrategy.AsDropin ? "asDropin" : "asDropinIfExists");
        WriteList(json, "requiredBy", unit.RequiredBy);
        WriteList(json, "upheldBy", unit.UpheldBy);
        WriteList(json, "wantedBy", unit.WantedBy);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (string item in items) json.WriteStringValue(ByteText.ToUnicode(item));
        json.WriteEndArray();
    }
}
