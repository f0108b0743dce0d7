using System.Text;

namespace NixOci.Cli.Documentation;

/// <summary>Writes the manual page, in the language of <c>man(7)</c>.</summary>
internal static class ManPage
{
    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("NO_COLOR", "If it is set and not empty, nothing is written in colour."),
        ("TERM", "The kind of terminal. Without it, or where it is dumb, there are neither colours nor progress."),
        ("NIX_PATH", "Where <name> is looked up, after what -I and --nixpkgs say."),
        ("HOME", "What ~ in a path stands for."),
    ];

    private static readonly (string Name, string Meaning)[] Files =
    [
        ("/etc/systemd/system", "Where units are installed."),
        ("/usr/local/lib/nixoci", "Where scripts and generated files are installed."),
        ("/var/lib/nixoci", "The generations that were installed."),
    ];

    /// <summary>The page's text.</summary>
    /// <param name="commands">All commands.</param>
    /// <param name="description">One sentence about the program.</param>
    /// <param name="version">The program's version.</param>
    public static string Write(IReadOnlyList<DocumentedCommand> commands, string description, string version)
    {
        StringBuilder text = new(".\\\" Written by 'nixoci man'.\n");
        text.Append(".TH NIXOCI 1 \"\" \"nixoci ").Append(Escape(version)).Append("\" \"User Commands\"\n");
        text.Append(".SH NAME\nnixoci \\- translate containers of NixOS into systemd units\n");
        text.Append(".SH SYNOPSIS\n\\fBnixoci\\fR \\fICOMMAND\\fR [\\fIARGUMENT\\fR]... [\\fIOPTION\\fR]...\n");
        text.Append(".SH DESCRIPTION\n").Append(Line(description));
        text.Append("It needs neither Nix nor NixOS. \\fBnixoci\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR tells what a command takes.\n");
        text.Append(".SH COMMANDS\n");
        foreach (DocumentedCommand command in commands) Append(text, command);
        AppendList(text, "EXIT STATUS", ExitCode.OfCommands.Select(static code => ($"{code.Code}", code.Meaning + ".")));
        text.Append("Commands that compare have their own, which are told with them.\n");
        AppendList(text, "ENVIRONMENT", Variables);
        AppendList(text, "FILES", Files);
        return text.Append(".SH SEE ALSO\n.BR systemctl (1),\n.BR systemd.unit (5),\n.BR podman (1),\n.BR docker (1)\n").ToString();
    }

    private static void Append(StringBuilder text, DocumentedCommand command)
    {
        text.Append(".SS nixoci ").Append(Escape(command.Definition.Name)).Append('\n');
        text.Append("\\fBnixoci ").Append(Escape(command.Definition.Name)).Append("\\fR");
        foreach (DocumentedArgument argument in command.Arguments)
        {
            string word = $"\\fI{Escape(argument.Word.Name)}\\fR" + (argument.IsRepeated ? "..." : "");
            text.Append(argument.IsOptional ? $" [{word}]" : " " + word);
        }

        text.Append(" [\\fIOPTION\\fR]...\n.PP\n").Append(Line(command.Definition.Description));
        foreach (DocumentedArgument argument in command.Arguments)
        {
            text.Append(".TP\n\\fI").Append(Escape(argument.Word.Name)).Append("\\fR\n").Append(Line(argument.Description));
        }

        foreach (DocumentedOption option in command.Options)
        {
            text.Append(".TP\n").AppendJoin(", ", option.Names.Select(static name => $"\\fB{Escape(name)}\\fR"));
            if (option.Value is { } value) text.Append(" \\fI").Append(Escape(value.Name)).Append("\\fR");
            text.Append('\n').Append(Line(option.Description));
            if (option.Default is { Length: > 0 } @default) text.Append(Line($"By default {@default}."));
        }

        text.Append(".PP\nExamples:\n");
        foreach ((string commandLine, string meaning) in command.Definition.Examples)
        {
            text.Append(".TP\n\\fB").Append(Escape(commandLine)).Append("\\fR\n").Append(Line(meaning));
        }

        if (ReferenceEquals(command.Definition.ExitCodes, ExitCode.OfCommands)) return;
        text.Append(".PP\nExit status:\n");
        foreach ((int code, string meaning) in command.Definition.ExitCodes) text.Append(".TP\n").Append(code).Append('\n').Append(Line(meaning + "."));
    }

    private static void AppendList(StringBuilder text, string title, IEnumerable<(string Name, string Meaning)> entries)
    {
        text.Append(".SH ").Append(title).Append('\n');
        foreach ((string name, string meaning) in entries) text.Append(".TP\n\\fB").Append(Escape(name)).Append("\\fR\n").Append(Line(meaning));
        text.Append(".PP\n");
    }

    /// <summary>A line of text: at its beginning a full stop or an apostrophe would be a request.</summary>
    private static string Line(string text) => (text is ['.' or '\'', ..] ? "\\&" : "") + Escape(text) + "\n";

    private static string Escape(string text)
        => text.Replace("\\", "\\e").Replace("-", "\\-").Replace("'", "\\(aq").Replace("~", "\\(ti").Replace("^", "\\(ha").Replace("`", "\\(ga");
}
