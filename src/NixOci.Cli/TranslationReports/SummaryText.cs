using System.Text;
using NixOci.Cli.Errors;

namespace NixOci.Cli.TranslationReports;

/// <summary>What is told of every translation in short, on standard error.</summary>
internal static class SummaryText
{
    /// <summary>How long lines are as a rule.</summary>
    public const int LineWidth = 110;

    /// <summary>How wide the column of labels is.</summary>
    public const int LabelWidth = 13;

    /// <summary>Writes the summary: a line, and a paragraph for each part that there is anything to tell of.</summary>
    public static void Write(TranslationReport report, CommandContext context)
    {
        StringBuilder text = new();
        text.Append(report.Headline).Append('\n');
        string indent = new(' ', LabelWidth + 2);
        foreach (ReportSection section in report.Sections)
        {
            if (section.Items.Count == 0 || section.Label.Length == 0) continue;
            List<string> items = [];
            foreach (ReportItem item in section.Items)
            {
                if (item.Brief.Length > 0) items.Add(item.Brief);
            }

            text.Append("  ").Append(section.Label.PadRight(LabelWidth)).Append(WrappedText.Wrap(items, LineWidth, indent)).Append('\n');
        }

        context.Error.Write(TerminalText.Clean(text.ToString(), keepColors: false));
    }
}
