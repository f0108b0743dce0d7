using System.Text.Json;
using NixOci.Containers.Lints;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A report for programs; its form is told in <c>docs/ci.md</c>.</summary>
internal sealed class JsonReport : IReportFormat
{
    private const int Version = 1;

    public string Name => "json";

    public void Write(ComparisonReport report, Stream output, bool hasColors)
    {
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("left", report.Left);
            json.WriteString("right", report.Right);
            json.WriteBoolean("equal", report.IsEqual);
            json.WriteNumber("accepted", report.Accepted);
            json.WriteNumber("unmet", report.Unmet);
            json.WriteStartArray("units");
            foreach (ReportedUnit unit in report.Units) Write(json, unit, report);
            json.WriteEndArray();
            json.WriteStartArray("diagnostics");
            foreach (Lint lint in report.Lints)
            {
                json.WriteStartObject();
                ReportJson.WriteLint(json, lint, report.FileOf);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, ReportedUnit unit, ComparisonReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", ByteText.ToUnicode(unit.Name));
        json.WriteStartArray("differences");
        foreach (ReportedDifference difference in unit.Differences) Write(json, difference, report);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportedDifference reported, ComparisonReport report)
    {
        Difference difference = reported.Difference;
        json.WriteStartObject();
        json.WriteString("rule", difference.Rule.Id);
        json.WriteString("class", difference.Class.Name());
        json.WriteBoolean("counts", reported.Counts);
        json.WriteString("section", ByteText.ToUnicode(difference.Section));
        json.WriteString("key", ByteText.ToUnicode(difference.Key));
        json.WriteString("item", ByteText.ToUnicode(difference.Item));
        WriteSide(json, "left", difference.Left);
        WriteSide(json, "right", difference.Right);
        ReportJson.WritePlace(json, "origin", reported.Origin, report.FileOf);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, string? side)
    {
        if (side is null) json.WriteNull(name);
        else json.WriteString(name, ByteText.ToUnicode(side));
    }
}
