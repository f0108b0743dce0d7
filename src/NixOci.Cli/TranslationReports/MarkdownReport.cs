using System.Text;

namespace NixOci.Cli.TranslationReports;

/// <summary>The report for people, in Markdown: all parts that there is anything to tell of.</summary>
internal static class MarkdownReport
{
    /// <summary>The report's text.</summary>
    public static string Render(TranslationReport report)
    {
        StringBuilder text = new();
        text.Append("# Translation report\n\n").Append(report.Headline).Append(".\n");
        foreach (ReportSection section in report.Sections)
        {
            if (section.Items.Count == 0) continue;
            text.Append("\n## ").Append(section.Title).Append("\n\n").Append(section.Introduction).Append("\n\n");
            foreach (ReportItem item in section.Items)
            {
                text.Append("- ").Append(item.Lines[0]).Append('\n');
                for (int i = 1; i < item.Lines.Count; i++) text.Append("  - ").Append(item.Lines[i]).Append('\n');
            }
        }

        return text.ToString();
    }
}
