using System.Text;

namespace NixOci.Cli.Documentation;

/// <summary>Writes the script by which bash completes command lines of the program; it needs nothing but bash 4.</summary>
internal static class BashCompletion
{
    private const string Start = """
        # Completion of nixoci for bash. It is put in force by
        #     source <(nixoci completion bash)
        _nixoci() {
            local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} options='' values='' kind=''
            COMPREPLY=()

            # Bash takes the sign in --option=value for a word of its own.
            if [[ $word == = ]]; then
                word=''
            elif [[ $option == = ]]; then
                option=${COMP_WORDS[COMP_CWORD-2]}
            fi


        """;

    private const string End = """
            if [[ $word == -* && -n $options ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
            elif [[ -n $values ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
            elif [[ -n $kind ]]; then
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -A "$kind" -- "$word")
            fi
        }
        complete -F _nixoci nixoci

        """;

    public static string Write(IReadOnlyList<DocumentedCommand> commands)
    {
        StringBuilder text = new(Start);
        text.Append("    if (( COMP_CWORD == 1 )); then\n        options='--help --version'\n        values='");
        text.AppendJoin(' ', commands.Select(static command => command.Definition.Name)).Append("'\n    else\n        case ${COMP_WORDS[1]} in\n");
        foreach (DocumentedCommand command in commands) Append(text, command);
        return text.Append("        esac\n    fi\n\n").Append(End).ToString();
    }

    private static void Append(StringBuilder text, DocumentedCommand command)
    {
        text.Append("            ").Append(command.Definition.Name).Append(")\n                case $option in\n");
        foreach (DocumentedOption option in command.Options)
        {
            if (option.Value is not { } value) continue;
            text.Append("                    ").AppendJoin('|', option.Names).Append(") ").Append(Assignment(value)).Append(" ;;\n");
        }

        text.Append("                    *)\n                        options='");
        text.AppendJoin(' ', command.Options.SelectMany(static option => option.Names)).Append("'\n");
        foreach (DocumentedArgument argument in command.Arguments)
        {
            if (argument.Word.Kind == WordKind.Text) continue;
            text.Append("                        ").Append(Assignment(argument.Word)).Append('\n');
            break;
        }

        text.Append("                        ;;\n                esac\n                ;;\n");
    }

    private static string Assignment(DocumentedWord word) => word.Kind switch
    {
        WordKind.Choice => $"values='{string.Join(' ', word.Choices)}'",
        WordKind.File => "kind='file'",
        WordKind.Directory => "kind='directory'",
        _ => "return",
    };
}
