using System.Text;

namespace NixOci.Cli.Documentation;

/// <summary>Writes the script by which zsh completes command lines of the program.</summary>
internal static class ZshCompletion
{
    private const string Start = """
        #compdef nixoci
        # Completion of nixoci for zsh. It is put in force by
        #     source <(nixoci completion zsh)
        # after compinit, or as a file _nixoci in a directory of $fpath.
        _nixoci() {
            local curcontext="$curcontext" state line
            typeset -A opt_args
            local -a commands
            commands=(

        """;

    private const string Middle = """
            )
            _arguments -C \
                '(- *)'{-h,--help}'[Show help and examples]' \
                '(- *)--version[Show the version]' \
                '1:command:->command' \
                '*::argument:->argument'
            case $state in
                command) _describe -t commands command commands ;;
                argument)
                    case $words[1] in

        """;

    private const string End = """
                    esac
                    ;;
            esac
        }

        if [[ ${funcstack[1]} == _nixoci ]]; then
            _nixoci "$@"
        else
            compdef _nixoci nixoci
        fi

        """;

    public static string Write(IReadOnlyList<DocumentedCommand> commands)
    {
        StringBuilder text = new(Start);
        foreach (DocumentedCommand command in commands)
        {
            text.Append("        ").Append(Quote(command.Definition.Name + ":" + DocumentedCommand.Brief(command.Definition.Description))).Append('\n');
        }

        text.Append(Middle);
        foreach (DocumentedCommand command in commands)
        {
            text.Append("                ").Append(command.Definition.Name).Append(")\n                    _arguments");
            foreach (DocumentedOption option in command.Options) text.Append(" \\\n                        ").Append(Specification(option));
            for (int i = 0; i < command.Arguments.Count; i++)
            {
                DocumentedArgument argument = command.Arguments[i];
                string place = argument.IsRepeated ? "*" : $"{i + 1}";
                text.Append(" \\\n                        ").Append(Quote(place + (argument.IsOptional && !argument.IsRepeated ? "::" : ":") + Action(argument.Word)));
            }

            text.Append("\n                    ;;\n");
        }

        return text.Append(End).ToString();
    }

    private static string Specification(DocumentedOption option)
    {
        string meaning = "[" + DocumentedCommand.Brief(option.Description, option.Value).Replace("\\", "\\\\").Replace("[", "\\[").Replace("]", "\\]") + "]";
        string value = option.Value is { } word ? ":" + Action(word) : "";
        string exclusion = option.IsRepeated ? "*" : $"({string.Join(' ', option.Names)})";
        string[] names = [.. option.Names.Select(name => option.Value is not null && name.StartsWith("--", StringComparison.Ordinal) ? name + "=" : name)];
        return names.Length == 1
            ? Quote(exclusion + names[0] + meaning + value)
            : $"{Quote(exclusion)}{{{string.Join(',', names)}}}{Quote(meaning + value)}";
    }

    private static string Action(DocumentedWord word) => word.Name.Replace(":", "\\:") + ":" + word.Kind switch
    {
        WordKind.Choice => $"({string.Join(' ', word.Choices)})",
        WordKind.File => "_files",
        WordKind.Directory => "_files -/",
        _ => " ",
    };

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''") + "'";
}
