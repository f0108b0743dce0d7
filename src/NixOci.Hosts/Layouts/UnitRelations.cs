using System.Text.Json;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Layouts;

/// <summary>What belongs to units and does not stand in their files, as JSON: which units want them, their aliases and the like.</summary>
internal static class UnitRelations
{
    /// <summary>The relations by the units' names, as byte text.</summary>
    public static string ToJson(UnitCollection collection) => ByteText.FromBytes(JsonOutput.ToBytes(
        json =>
        {
            json.WriteStartObject();
            foreach (GeneratedUnit unit in collection.Units) Write(json, unit);
            json.WriteEndObject();
        },
        JsonOutput.Readable with { IndentSize = 1 }));

    private static void Write(Utf8JsonWriter json, GeneratedUnit unit)
    {
        json.WriteStartObject(ByteText.ToUnicode(unit.Name));
        json.WriteStrings("aliases", unit.Aliases);
        json.WriteBoolean("enable", unit.IsEnabled);
        json.WriteString("overrideStrategy", unit.OverrideStrategy == OverrideStrategy.AsDropin ? "asDropin" : "asDropinIfExists");
        json.WriteStrings("requiredBy", unit.RequiredBy);
        json.WriteStrings("upheldBy", unit.UpheldBy);
        json.WriteStrings("wantedBy", unit.WantedBy);
        json.WriteEndObject();
    }
}
