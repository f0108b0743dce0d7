using System.Globalization;
using System.Text;
using System.Text.Json;
using NixOci.Cli.Errors;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>What changes in units where the system is changed from one release to another, and why.</summary>
/// <param name="from">The release that the system has.</param>
/// <param name="to">The release that it shall have.</param>
/// <param name="upgrades">The units that change.</param>
internal sealed class UpgradeReport(ContainerRelease from, ContainerRelease to, IReadOnlyList<UnitUpgrade> upgrades)
{
    private const int ClassWidth = 9;

    /// <summary>Writes the report for people.</summary>
    public void WriteText(Stream output, bool hasColors)
    {
        ReportColors colors = hasColors ? ReportColors.Colored : ReportColors.Plain;
        StringBuilder text = new();
        text.Append(colors.Left).Append("--- NixOS ").Append(from.Name).Append(colors.Normal).Append('\n');
        text.Append(colors.Right).Append("+++ NixOS ").Append(to.Name).Append(colors.Normal).Append('\n');
        foreach (UnitUpgrade unit in upgrades)
        {
            text.Append('\n').Append(colors.Unit).Append(Clean(unit.Name)).Append(colors.Normal).Append('\n');
            foreach (UnitChange change in unit.Changes) Append(text, change, colors);
        }

        string count = upgrades.Count.ToString(CultureInfo.InvariantCulture);
        text.Append('\n').Append(upgrades.Count switch { 0 => "No unit changes.", 1 => "1 unit changes.", _ => count + " units change." })
            .Append('\n');
        output.Write(new UTF8Encoding(false).GetBytes(text.ToString()));
    }

    /// <summary>Writes the report for programs.</summary>
    public void WriteJson(Stream output) => JsonOutput.Write(output, Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("from", from.Name);
        json.WriteString("to", to.Name);
        json.WriteStartArray("units");
        foreach (UnitUpgrade unit in upgrades)
        {
            json.WriteStartObject();
            json.WriteString("name", ByteText.ToUnicode(unit.Name));
            json.WriteStartArray("changes");
            foreach (UnitChange change in unit.Changes) Write(json, change);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Append(StringBuilder text, UnitChange change, ReportColors colors)
    {
        foreach (ReleaseStep step in change.Steps)
        {
            text.Append("  ").Append(step.Release.Name).Append(step.IsUndone ? " (taken back): " : ": ").Append(step.Change.Reason).Append('\n');
        }

        if (change.Differences.Count == 0) text.Append("    other text, same meaning\n");
        AppendVersions(text, change, colors);
        foreach (Difference difference in change.Differences)
        {
            if (difference.Rule == DifferenceRule.PackageVersion) continue;
            string place = ByteText.ToUnicode(difference.Setting);
            text.Append("    ").Append(colors.Of(difference.Class)).Append(difference.Class.Name().PadRight(ClassWidth)).Append(colors.Normal)
                .Append("  ").Append(place.Length == 0 ? difference.Rule.Meaning : TerminalText.Clean(place, keepColors: false)).Append('\n');
            AppendSide(text, "      - ", difference.Left, colors.Left, colors.Normal);
            AppendSide(text, "      + ", difference.Right, colors.Right, colors.Normal);
        }
    }

    /// <summary>A package stands at many places of a unit; its new version is told once.</summary>
    private static void AppendVersions(StringBuilder text, UnitChange change, ReportColors colors)
    {
        SortedSet<string> lines = new(StringComparer.Ordinal);
        foreach (Difference difference in change.Differences)
        {
            if (difference.Rule != DifferenceRule.PackageVersion) continue;
            List<string> left = PackagesIn(difference.Left), right = PackagesIn(difference.Right);
            for (int i = 0; i < left.Count && i < right.Count; i++)
            {
                if (left[i] != right[i]) lines.Add($"{Clean(left[i])} -> {Clean(right[i])}");
            }
        }

        string grade = DifferenceClass.Restart.Name().PadRight(ClassWidth);
        foreach (string line in lines)
        {
            text.Append("    ").Append(colors.Of(DifferenceClass.Restart)).Append(grade).Append(colors.Normal).Append("  ").Append(line).Append('\n');
        }
    }

    private static List<string> PackagesIn(string? text)
    {
        const string Store = "/nix/store/";
        List<string> packages = [];
        text ??= "";
        for (int at = text.IndexOf(Store, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Store, at + 1, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> rest = text.AsSpan(at + Store.Length);
            int end = rest.IndexOfAny('/', ':', ' ');
            packages.Add((end < 0 ? rest : rest[..end]).ToString());
        }

        return packages;
    }

    private static void AppendSide(StringBuilder text, string prefix, string? side, string color, string normal)
    {
        if (side is null) return;
        foreach (string line in side.Split('\n')) text.Append(color).Append(prefix).Append(Clean(line)).Append(normal).Append('\n');
    }

    private static string Clean(string bytes) => TerminalText.Clean(ByteText.ToUnicode(bytes), keepColors: false);

    private static void Write(Utf8JsonWriter json, UnitChange change)
    {
        json.WriteStartObject();
        json.WriteStartArray("reasons");
        foreach (ReleaseStep step in change.Steps)
        {
            json.WriteStartObject();
            json.WriteString("release", step.Release.Name);
            json.WriteString("reason", step.Change.Reason);
            if (step.IsUndone) json.WriteBoolean("takenBack", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (Difference difference in change.Differences)
        {
            json.WriteStartObject();
            json.WriteString("rule", difference.Rule.Id);
            json.WriteString("class", difference.Class.Name());
            json.WriteString("setting", ByteText.ToUnicode(difference.Setting));
            if (difference.Left is { } left) json.WriteString("from", ByteText.ToUnicode(left));
            if (difference.Right is { } right) json.WriteString("to", ByteText.ToUnicode(right));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
