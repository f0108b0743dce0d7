using System.CommandLine;
using System.Text;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Hosts.Layouts;

namespace NixOci.Cli.Commands;

/// <summary>What is told of a translation besides its units: lints, a summary and a report.</summary>
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
    private readonly Option<bool> _strict = new("--strict") { Description = "Write nothing and fail if there are warnings of the form NIXOCI000." };
    private readonly Option<string[]> _noLint = new("--no-lint")
    {
        HelpName = "CODE",
        Description = "Say nothing of CODE, which may be the code or the name of a warning, as in docs/diagnostics.md.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public ReportOptions(Command command)
    {
        command.Add(_report);
        command.Add(_json);
        command.Add(_noLint);
        command.Add(_strict);
        _noLint.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (LintRules.Find(token.Value) is null) result.AddError($"Option '--no-lint' takes the code of a warning, such as NIXOCI009, not '{token.Value}'.");
            }
        });
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

    /// <summary>What is to be told of a translation.</summary>
    public TranslationReport Create(ParseResult parsed, Translation translation, LaidOutFiles files, CommandContext context)
    {
        HashSet<LintRule> left = [];
        foreach (string code in parsed.GetValue(_noLint) ?? []) left.Add(LintRules.Find(code)!);
        List<Lint> lints = [];
        foreach (Lint lint in translation.Lints)
        {
            if (!left.Contains(lint.Rule)) lints.Add(lint);
        }

        return new TranslationReport(translation, files, lints, context);
    }

    /// <summary>Whether lints are errors.</summary>
    public bool IsStrict(ParseResult parsed) => parsed.GetValue(_strict);

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
