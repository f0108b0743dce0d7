using System.Reflection;
using System.Text.Json;
using NixOci.Containers.Comparison;
using NixOci.Containers.Lints;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Language.Store;
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

            foreach (Lint lint in report.Lints) WriteResult(json, lint, report);
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
        foreach (DifferenceRule rule in Rules) WriteRule(json, rule.Id, null, rule.Meaning);
        foreach (LintRule rule in LintRules.All) WriteRule(json, rule.Code, rule.Name, rule.Title);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string id, string? name, string description)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        if (name is not null) json.WriteString("name", name);
        json.WriteStartObject("shortDescription");
        json.WriteString("text", description);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginResult(Utf8JsonWriter json, string rule, int index, string level, string message)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteNumber("ruleIndex", index);
        json.WriteString("level", level);
        json.WriteStartObject("message");
        json.WriteString("text", message);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Lint lint, ComparisonReport report)
    {
        string message = ByteText.ToUnicode(string.Join(' ', (IEnumerable<string>)[lint.Message + ".", .. lint.Advice]));
        BeginResult(json, lint.Rule.Code, Rules.Length + IndexOf(lint.Rule), "warning", message);
        WriteLocation(json, lint.Position, lint.Subject, report);
        json.WriteStartObject("partialFingerprints");
        byte[] identity = ByteText.ToBytes(string.Join('\0', lint.Rule.Code, lint.Subject, lint.Message));
        json.WriteString("diagnostic/v1", NixHash.Sha256Of(identity)[..32]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The one place of a result: in a file, if there is one, and in the configuration.</summary>
    private static void WriteLocation(Utf8JsonWriter json, Position position, string name, ComparisonReport report)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (ComparisonReport.IsInFile(position)) WritePlace(json, report.FileOf(position), position.Line, ColumnOf(position));
        else if (report.ConfigurationFile is { } file) WritePlace(json, file, 1, 1);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", ByteText.ToUnicode(name));
        json.WriteString("kind", "object");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static int IndexOf(LintRule rule)
    {
        int index = 0;
        while (LintRules.All[index] != rule) index++;
        return index;
    }

    private static void WriteResult(Utf8JsonWriter json, ReportedDifference reported, ComparisonReport report)
    {
        Difference difference = reported.Difference;
        BeginResult(json, difference.Rule.Id, Array.IndexOf(Rules, difference.Rule), Level(difference.Class), ComparisonReport.Message(difference));
        WriteLocation(json, reported.Origin, difference.Unit + " " + difference.Setting, report);
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
