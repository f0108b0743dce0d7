using System.Text;

namespace NixOci.Cli.Documentation;

/// <summary>Writes the script by which fish completes command lines of the program.</summary>
internal static class FishCompletion
{
    private const string Start = """
        # Completion of nixoci for fish. It is put in force by
        #     nixoci completion fish | source
        function __nixoci_command --description 'Whether the command is the given one, or there is none yet'
            set -l words (commandline -opc)
            if test (count $argv) -eq 0
                test (count $words) -eq 1
            else
                test (count $words) -gt 1; and test "$words[2]" = $argv[1]
            end
        end

        complete -c nixoci -f
        complete -c nixoci -n __nixoci_command -s h -l help -d 'Show help and examples'
        complete -c nixoci -n __nixoci_command -l version -d 'Show the version'

        """;

    public static string Write(IReadOnlyList<DocumentedCommand> commands)
    {
        StringBuilder text = new(Start);
        foreach (DocumentedCommand command in commands)
        {
            text.Append("complete -c nixoci -n __nixoci_command -a ").Append(command.Definition.Name)
                .Append(" -d ").Append(Quote(DocumentedCommand.Brief(command.Definition.Description))).Append('\n');
        }

        foreach (DocumentedCommand command in commands)
        {
            string start = $"\ncomplete -c nixoci -n '__nixoci_command {command.Definition.Name}'";
            foreach (DocumentedOption option in command.Options)
            {
                text.Append(start);
                foreach (string name in option.Names) text.Append(Name(name));
                if (option.Value is { } value) text.Append(Values(value, isRequired: true));
                text.Append(" -d ").Append(Quote(DocumentedCommand.Brief(option.Description, option.Value)));
            }

            foreach (DocumentedArgument argument in command.Arguments)
            {
                if (argument.Word.Kind != WordKind.Text) text.Append(start).Append(Values(argument.Word, isRequired: false));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Name(string name) => name.StartsWith("--", StringComparison.Ordinal) ? " -l " + name[2..] : " -s " + name[1..];

    private static string Values(DocumentedWord word, bool isRequired) => (isRequired ? " -r" : "") + word.Kind switch
    {
        WordKind.Choice => " -a " + Quote(string.Join(' ', word.Choices)),
        WordKind.File => " -F",
        WordKind.Directory => " -a '(__fish_complete_directories)'",
        _ => "",
    };

    private static string Quote(string text) => "'" + text.Replace("\\", "\\\\").Replace("'", "\\'") + "'";
}
