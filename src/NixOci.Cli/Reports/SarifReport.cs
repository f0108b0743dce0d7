using System.Reflection;
using System.Text.Json;
using NixOci.Containers.Comparison;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A report in SARIF 2.1.0 of OASIS, as code scanning services read it.</summary>
internal sealed class SarifReport : IReportFormat
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly DifferenceRule[] Rules = [.. DifferenceRule.All, .. RunRules.All];

    public string Name => "sarif";

    public void Write(ComparisonReport report, Stream output, bool hasColors)
    {
        JsonOutput.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteStartArray("results");
            foreach (ReportedUnit unit in report.Units)
            {
                foreach (ReportedDifference difference in unit.Differences) WriteResult(json, difference, report);
            }

            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "nixoci");
        json.WriteString("version", typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        json.WriteStartArray("rules");
        foreach (DifferenceRule rule in Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteStartObject("shortDescription");
            json.WriteString("text", rule.Meaning);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ReportedDifference reported, ComparisonReport report)
    {
        Difference difference = reported.Difference;
        json.WriteStartObject();
        json.WriteString("ruleId", difference.Rule.Id);
        json.WriteNumber("ruleIndex", Array.IndexOf(Rules, difference.Rule));
        json.WriteString("level", Level(difference.Class));
        json.WriteStartObject("message");
        json.WriteString("text", ComparisonReport.Message(difference));
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (ComparisonReport.IsInFile(reported.Origin)) WritePlace(json, report.FileOf(reported.Origin), reported.Origin.Line, ColumnOf(reported.Origin));
        else if (report.ConfigurationFile is { } file) WritePlace(json, file, 1, 1);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", ByteText.ToUnicode(difference.Unit + " " + difference.Setting));
        json.WriteString("kind", "object");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("difference/v1", Baseline.Fingerprint(difference));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("class", difference.Class.Name());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string file, int line, int column)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", file.StartsWith('/') ? "file://" + Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)
            : Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        json.WriteNumber("startColumn", column);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The column in UTF-16 units; positions count bytes.</summary>
    private static int ColumnOf(Position position)
        => ByteText.ToUnicode(position.File!.LineText(position.Line)[..(position.Column - 1)]).Length + 1;

    private static string Level(DifferenceClass difference) => difference switch
    {
        DifferenceClass.Cosmetic or DifferenceClass.Reload => "note",
        DifferenceClass.Restart => "warning",
        _ => "error",
    };
}
