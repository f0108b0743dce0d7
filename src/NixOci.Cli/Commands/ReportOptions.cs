using System.CommandLine;
using System.Text;
using NixOci.Cli.TranslationReports;

namespace NixOci.Cli.Commands;

/// <summary>The report of a translation, and what is told of it besides.</summary>
internal sealed class ReportOptions
{
    private const string StandardOutput = "-";
    private const string JsonExtension = ".json";

    private readonly Option<string> _report = new("--report")
    {
        HelpName = "FILE",
        Description = "Write a report to FILE: what was made, what the host must have, what has no effect. It is Markdown, or JSON where "
            + "the name ends in .json; - is standard output, together with -o.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write the report as JSON, to standard output unless --report says otherwise." };

    public ReportOptions(Command command)
    {
        command.Add(_report);
        command.Add(_json);
    }

    /// <summary>Refuses a report that would get among the units.</summary>
    public void Check(ParseResult parsed, string? directory, CommandContext context)
    {
        if (FileOf(parsed) is not { } file) return;
        if (file == StandardOutput)
        {
            if (directory is not null) return;
            throw new UsageException(
                "units and report cannot both go to standard output; write the units to a directory (-o DIR), or the report to a file (--report FILE)");
        }

        if (directory is not null && IsBelow(context.FullPath(file), context.FullPath(directory)))
        {
            throw new UsageException($"the report '{file}' would lie among the units in '{directory}'; choose another place for it");
        }
    }

    /// <summary>The report that is asked for; null where none is.</summary>
    private byte[]? Render(ParseResult parsed, TranslationReport report)
    {
        if (FileOf(parsed) is not { } file) return null;
        if (!parsed.GetValue(_json) && !file.EndsWith(JsonExtension, StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(MarkdownReport.Render(report));
        using MemoryStream json = new();
        JsonTranslationReport.Write(report, json);
        return json.ToArray();
    }

    /// <summary>Writes the report, except that it is not in its place yet.</summary>
    public PendingReport Prepare(ParseResult parsed, TranslationReport report, CommandContext context)
    {
        if (Render(parsed, report) is not { } text) return PendingReport.None;
        string file = FileOf(parsed)!;
        return file == StandardOutput ? PendingReport.To(context.Output, text) : PendingReport.To(context.FullPath(file), text);
    }

    /// <summary>Tells people of lints, and of everything else in short.</summary>
    public static void Tell(TranslationReport report, CommandContext context)
    {
        LintNotes.Write(report.Lints, context);
        if (!context.IsQuiet) SummaryText.Write(report, context);
    }

    private static bool IsBelow(string path, string directory)
        => path == Path.TrimEndingDirectorySeparator(directory)
            || path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + "/", StringComparison.Ordinal);

    private string? FileOf(ParseResult parsed) => parsed.GetValue(_report) ?? (parsed.GetValue(_json) ? StandardOutput : null);
}
