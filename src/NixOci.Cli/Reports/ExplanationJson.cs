using System.Text.Json;
using NixOci.Containers.Explanation;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Modules.Evaluation;

namespace NixOci.Cli.Reports;

/// <summary>An explanation for programs; its form is told in <c>docs/explain.md</c>.</summary>
internal static class ExplanationJson
{
    private const int Version = 1;

    public static void Write(ExplanationReport report, Stream output)
    {
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("release", report.Release);
            json.WriteStartArray("units");
            foreach (ExplainedUnit unit in report.Units)
            {
                json.WriteStartObject();
                json.WriteString("name", ByteText.ToUnicode(unit.Unit.Name));
                json.WriteStartArray("lines");
                foreach (ShownLine line in unit.Lines) Write(json, line, report);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, ShownLine shown, ExplanationReport report)
    {
        ExplainedLine line = shown.Line;
        json.WriteStartObject();
        json.WriteString("kind", line.Kind switch
        {
            LineKind.Setting => "setting",
            LineKind.Script => "script",
            LineKind.Argument => "argument",
            _ => "relation",
        });
        json.WriteString("section", ByteText.ToUnicode(line.Section));
        json.WriteString("key", ByteText.ToUnicode(line.Key));
        if (shown.Text is null) json.WriteNull("text");
        else json.WriteString("text", ByteText.ToUnicode(shown.Text));
        json.WriteString("nixos", ByteText.ToUnicode(shown.OnNixos));
        json.WriteStartArray("origins");
        foreach (Origin origin in line.Origins) Write(json, origin, report);
        json.WriteEndArray();
        json.WriteStartArray("lost");
        foreach (LostDefinition lost in line.Lost) Write(json, lost, report);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Origin origin, ExplanationReport report)
    {
        json.WriteStartObject();
        json.WriteString("kind", origin.Kind switch
        {
            OriginKind.Definition => "definition",
            OriginKind.Default => "default",
            OriginKind.Rule => "rule",
            _ => "unknown",
        });
        if (origin.Part.Length > 0) json.WriteString("part", ByteText.ToUnicode(origin.Part));
        if (origin.Option is not null) json.WriteString("option", ByteText.ToUnicode(origin.Option));
        if (origin.Module.Length > 0) json.WriteString("module", origin.Module);
        if (origin.Meaning.Length > 0) json.WriteString("meaning", ByteText.ToUnicode(origin.Meaning));
        if (origin.Kind == OriginKind.Definition) WritePlace(json, origin.File, origin.Position, report);
        if (origin.IsAround) json.WriteBoolean("around", true);
        if (origin.Priority is { } priority) json.WriteNumber("priority", priority);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LostDefinition lost, ExplanationReport report)
    {
        json.WriteStartObject();
        json.WriteString("option", ByteText.ToUnicode(lost.Option));
        WritePlace(json, lost.File, lost.Position, report);
        json.WriteNumber("priority", lost.Priority);
        json.WriteString("outcome", lost.Outcome switch
        {
            DefinitionOutcome.ConditionFails => "condition-fails",
            DefinitionOutcome.PartOfLost => "part-of-lost",
            _ => "overridden",
        });
        if (lost.Value is null) json.WriteNull("value");
        else json.WriteString("value", ByteText.ToUnicode(lost.Value));
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string file, Position position, ExplanationReport report)
    {
        json.WriteString("file", report.FileOf(position.File?.Name ?? file));
        if (!position.IsKnown) return;
        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
    }
}
