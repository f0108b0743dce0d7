using System.Globalization;
using System.Text;
using NixOci.Cli.Errors;
using NixOci.Containers.Lints;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A report as workflow commands of GitHub Actions, which it shows beside the lines of the configuration.</summary>
internal sealed class GitHubReport : IReportFormat
{
    public string Name => "github";

    public void Write(ComparisonReport report, Stream output, bool hasColors)
    {
        StringBuilder text = new();
        foreach (ReportedUnit unit in report.Units)
        {
            foreach (ReportedDifference difference in unit.Differences) Append(text, difference, report);
        }

        foreach (Lint lint in report.Lints) Append(text, lint, report);
        output.Write(new UTF8Encoding(false).GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, Lint lint, ComparisonReport report)
    {
        text.Append("::warning ");
        if (ComparisonReport.IsInFile(lint.Position)) AppendPlace(text, lint.Position, report);
        string message = ByteText.ToUnicode(string.Join('\n', (IEnumerable<string>)[lint.Message, .. lint.Advice]));
        text.Append("title=").Append(Property("nixoci: " + lint.Rule.Code)).Append("::")
            .Append(Data(TerminalText.Clean(message, keepColors: false))).Append('\n');
    }

    private static void AppendPlace(StringBuilder text, Position place, ComparisonReport report)
        => text.Append("file=").Append(Property(TerminalText.Clean(report.FileOf(place), keepColors: false))).Append(",line=")
            .Append(place.Line.ToString(CultureInfo.InvariantCulture)).Append(",col=")
            .Append(place.Column.ToString(CultureInfo.InvariantCulture)).Append(',');

    private static void Append(StringBuilder text, ReportedDifference reported, ComparisonReport report)
    {
        Difference difference = reported.Difference;
        text.Append("::").Append(!reported.Counts ? "notice" : difference.Class >= DifferenceClass.Behaviour ? "error" : "warning").Append(' ');
        if (ComparisonReport.IsInFile(reported.Origin))
        {
            AppendPlace(text, reported.Origin, report);
        }
        else if (report.ConfigurationFile is { } file)
        {
            text.Append("file=").Append(Property(file)).Append(',');
        }

        text.Append("title=").Append(Property($"nixoci: {difference.Class.Name()}")).Append("::")
            .Append(Data(TerminalText.Clean(ComparisonReport.Message(difference), keepColors: false))).Append('\n');
    }

    private static string Data(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text)
        => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
