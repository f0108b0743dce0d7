using System.Globalization;
using System.Text;
using NixOci.Cli.Errors;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A report for people.</summary>
internal sealed class TextReport : IReportFormat
{
    private const int ClassWidth = 9;

    public string Name => "text";

    public void Write(ComparisonReport report, Stream output, bool hasColors)
    {
        ReportColors colors = hasColors ? ReportColors.Colored : ReportColors.Plain;
        StringBuilder text = new();
        if (report.Units.Any(static unit => unit.Differences.Count > 0))
        {
            text.Append(colors.Left).Append("--- ").Append(Clean(report.Left)).Append(colors.Normal).Append('\n');
            text.Append(colors.Right).Append("+++ ").Append(Clean(report.Right)).Append(colors.Normal).Append('\n');
        }

        foreach (ReportedUnit unit in report.Units)
        {
            if (unit.Differences.Count == 0) continue;
            text.Append('\n').Append(colors.Unit).Append(Clean(ByteText.ToUnicode(unit.Name))).Append(colors.Normal).Append('\n');
            foreach (ReportedDifference difference in unit.Differences) Append(text, difference, report, colors);
        }

        if (text.Length > 0) text.Append('\n');
        AppendSummary(text, report);
        output.Write(new UTF8Encoding(false).GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, ReportedDifference reported, ComparisonReport report, ReportColors colors)
    {
        Difference difference = reported.Difference;
        string place = ByteText.ToUnicode(difference.Setting);
        text.Append("  ").Append(colors.Of(difference.Class)).Append(difference.Class.Name().PadRight(ClassWidth)).Append(colors.Normal)
            .Append("  ").Append(Clean(place.Length == 0 ? difference.Rule.Meaning : place));
        if (difference.Rule == DifferenceRule.PackageVersion) text.Append(" (version of a package)");
        text.Append('\n');
        AppendSide(text, "    - ", difference.Left, colors.Left, colors.Normal);
        AppendSide(text, "    + ", difference.Right, colors.Right, colors.Normal);
        if (!reported.Origin.IsKnown) return;
        text.Append("    ").Append(colors.Place).Append("at ").Append(Clean(report.FileOf(reported.Origin))).Append(':')
            .Append(reported.Origin.Line.ToString(CultureInfo.InvariantCulture)).Append(':')
            .Append(reported.Origin.Column.ToString(CultureInfo.InvariantCulture)).Append(colors.Normal).Append('\n');
    }

    private static void AppendSide(StringBuilder text, string prefix, string? side, string color, string normal)
    {
        if (side is null) return;
        foreach (string line in ByteText.ToUnicode(side).Split('\n'))
        {
            text.Append(color).Append(prefix).Append(Clean(line)).Append(normal).Append('\n');
        }
    }

    private static void AppendSummary(StringBuilder text, ComparisonReport report)
    {
        int different = report.Units.Count(static unit => unit.Differences.Count > 0);
        text.Append(Count(report.Units.Count, "unit")).Append(" compared");
        if (different == 0)
        {
            text.Append(report.Units.Count == 0 ? "." : ": equal.");
        }
        else
        {
            int[] classes = new int[DifferenceClasses.Names.Count];
            foreach (ReportedUnit unit in report.Units)
            {
                foreach (ReportedDifference difference in unit.Differences) classes[(int)difference.Difference.Class]++;
            }

            text.Append(CultureInfo.InvariantCulture, $", {different} different: ").Append(Count(classes.Sum(), "difference")).Append(" (");
            bool isFirst = true;
            for (int i = classes.Length - 1; i >= 0; i--)
            {
                if (classes[i] == 0) continue;
                if (!isFirst) text.Append(", ");
                text.Append(CultureInfo.InvariantCulture, $"{classes[i]} {DifferenceClasses.Names[i]}");
                isFirst = false;
            }

            text.Append(").");
        }

        text.Append('\n');
        if (report.Accepted > 0) text.Append(Count(report.Accepted, "accepted difference")).Append(" left out.\n");
        if (report.Unmet > 0) text.Append(Count(report.Unmet, "accepted difference")).Append(" of the baseline not found any more.\n");
    }

    private static string Count(int number, string word)
        => number.ToString(CultureInfo.InvariantCulture) + " " + word + (number == 1 ? "" : "s");

    private static string Clean(string text) => TerminalText.Clean(text, keepColors: false);
}

/// <summary>The colours of a report; all of them empty where there are none.</summary>
internal sealed record ReportColors(string Unit, string Left, string Right, string Place, string Slight, string Grave, string Normal)
{
    public static readonly ReportColors Plain = new("", "", "", "", "", "", "");
    public static readonly ReportColors Colored = new("\e[1m", "\e[31m", "\e[32m", "\e[34m", "\e[33m", "\e[31;1m", "\e[0m");

    public string Of(DifferenceClass difference) => difference >= DifferenceClass.Behaviour ? Grave : Slight;
}
