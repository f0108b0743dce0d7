using NixOci.Cli.Errors;
using NixOci.Containers.Lints;
using NixOci.Language.Source;

namespace NixOci.Cli.TranslationReports;

/// <summary>
/// Tells of lints as warnings: the first of each kind with its source line and what to do, others of that kind in a line, and many of
/// them by their places alone, so that they do not hide the rest.
/// </summary>
internal static class LintNotes
{
    /// <summary>Of the lint that explains why there is nothing, all are shown in full.</summary>
    private const int MostInFull = 8;

    /// <summary>How many further lints of a kind have a line of their own.</summary>
    private const int MostInLines = 4;

    /// <summary>Writes the lints.</summary>
    /// <param name="lints">The lints, those of a kind together.</param>
    /// <param name="context">Where they are written, and what their files are shown relative to.</param>
    public static void Write(IReadOnlyList<Lint> lints, CommandContext context)
    {
        ErrorRenderer errors = new(context, showTrace: false);
        HashSet<(string File, int Line)> secrets = [];
        foreach (Lint lint in lints)
        {
            if (lint.Rule == LintRules.LiteralSecret && lint.Position.IsKnown) secrets.Add((lint.Position.File!.Name, lint.Position.Line));
        }

        for (int i = 0; i < lints.Count;)
        {
            LintRule rule = lints[i].Rule;
            int end = i;
            while (end < lints.Count && lints[end].Rule == rule) end++;
            int full = rule == LintRules.NoContainer ? Math.Min(end, i + MostInFull) : i + 1;
            for (; i < full; i++) WriteInFull(lints[i], secrets, errors);
            if (i == end) continue;
            if (end - i <= MostInLines)
            {
                for (; i < end; i++) errors.WriteWarning(InLine(lints[i], context));
                continue;
            }

            List<string> others = [];
            for (; i < end; i++) others.Add(Brief(lints[i], context));
            errors.WriteWarning($"{others.Count} more of {rule.Code} ({rule.Title}):\n{WrappedText.Wrap(others, SummaryText.LineWidth, "")}");
        }
    }

    private static void WriteInFull(Lint lint, HashSet<(string File, int Line)> secrets, ErrorRenderer errors)
        => errors.WriteWarning($"{lint.Message} [{lint.Rule.Code}]", lint.Position, MayShowSource(lint, secrets), lint.Advice);

    /// <summary>Logs are read by more people than configurations: a line with a secret is not shown, nor are those beside it.</summary>
    private static bool MayShowSource(Lint lint, HashSet<(string File, int Line)> secrets)
    {
        if (!lint.Position.IsKnown || secrets.Count == 0) return true;
        string file = lint.Position.File!.Name;
        int line = lint.Position.Line;
        return !secrets.Contains((file, line - 1)) && !secrets.Contains((file, line)) && !secrets.Contains((file, line + 1));
    }

    private static string InLine(Lint lint, CommandContext context)
    {
        string place = lint.Position.IsKnown ? $" ({Places.Short(lint.Position, context)})" : "";
        return $"{ByteText.ToUnicode(lint.Message)} [{lint.Rule.Code}]{place}";
    }

    private static string Brief(Lint lint, CommandContext context)
    {
        string subject = ByteText.ToUnicode(lint.Subject);
        return lint.Position.IsKnown ? $"{subject} ({Places.Short(lint.Position, context)})" : subject;
    }
}
