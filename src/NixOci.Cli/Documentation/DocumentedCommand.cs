using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;
using NixOci.Cli.Commands;

namespace NixOci.Cli.Documentation;

/// <summary>What a word of the command line stands for, so that shells can complete it.</summary>
internal enum WordKind
{
    /// <summary>A text that nobody can guess.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A file or a directory.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}

/// <summary>A word that a command or an option takes.</summary>
/// <param name="Name">What help calls it.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Choices">The words among which it is chosen; empty for other kinds.</param>
internal sealed record DocumentedWord(string Name, WordKind Kind, IReadOnlyList<string> Choices);

/// <summary>An argument of a command.</summary>
/// <param name="Word">What it is.</param>
/// <param name="Description">Sentences for people.</param>
/// <param name="IsOptional">Whether it can be left out.</param>
/// <param name="IsRepeated">Whether there can be more than one.</param>
internal sealed record DocumentedArgument(DocumentedWord Word, string Description, bool IsOptional, bool IsRepeated);

/// <summary>An option of a command.</summary>
/// <param name="Names">Its names, short ones first.</param>
/// <param name="Value">The word that it takes; null where it takes none.</param>
/// <param name="Description">Sentences for people.</param>
/// <param name="Default">The value that it has by default; null where there is none to tell of.</param>
/// <param name="IsRepeated">Whether it can be given more than once.</param>
internal sealed record DocumentedOption(
    IReadOnlyList<string> Names, DocumentedWord? Value, string Description, string? Default, bool IsRepeated);

/// <summary>
/// A command as its own definition describes it: the one source of the scripts that complete command lines and of the manual.
/// </summary>
/// <param name="Definition">The command's name, examples and exit codes.</param>
/// <param name="Arguments">Its arguments, in their order.</param>
/// <param name="Options">Its options, in the order of the help.</param>
internal sealed record DocumentedCommand(
    CommandDefinition Definition, IReadOnlyList<DocumentedArgument> Arguments, IReadOnlyList<DocumentedOption> Options)
{
    private static readonly string[] FileNames = ["FILE", "CONFIG", "PATH", "TREE", "A", "B"];

    /// <summary>Options of every command, which the program itself adds.</summary>
    public static DocumentedOption Help { get; } = new(["-h", "--help"], null, "Show help and examples.", null, IsRepeated: false);

    /// <summary>All commands, in the order of the help.</summary>
    /// <param name="context">Where the program runs.</param>
    public static IReadOnlyList<DocumentedCommand> All(CommandContext context)
        => Array.ConvertAll(CommandLine.CreateCommands(), definition => Read(definition, CommandLine.Build(definition, context, CommandLine.CreateQuiet())));

    /// <summary>The first sentence of a description, for places where there is little room.</summary>
    /// <param name="description">The description.</param>
    /// <param name="word">The word of which it tells; where it is chosen, the choices are not told again.</param>
    public static string Brief(string description, DocumentedWord? word = null)
    {
        int end = description.IndexOf(". ", StringComparison.Ordinal);
        string sentence = (end < 0 ? description : description[..end]).TrimEnd('.');
        int colon = word?.Kind == WordKind.Choice ? sentence.IndexOf(": ", StringComparison.Ordinal) : -1;
        return colon < 0 ? sentence : sentence[..colon];
    }

    private static DocumentedCommand Read(CommandDefinition definition, Command command)
    {
        List<DocumentedArgument> arguments = [];
        foreach (Argument argument in command.Arguments)
        {
            ArgumentArity arity = argument.Arity;
            arguments.Add(new DocumentedArgument(
                Word(argument.HelpName ?? argument.Name, argument.GetCompletions(CompletionContext.Empty)),
                argument.Description ?? "",
                arity.MinimumNumberOfValues == 0,
                arity.MaximumNumberOfValues > 1));
        }

        List<DocumentedOption> options = [];
        foreach (Option option in command.Options)
        {
            bool isFlag = option.ValueType == typeof(bool);
            List<string> names = [option.Name, .. option.Aliases];
            names.Sort(static (one, other) => one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(one, other));
            options.Add(new DocumentedOption(
                names,
                isFlag ? null : Word(option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant(), option.GetCompletions(CompletionContext.Empty)),
                option.Description ?? "",
                isFlag || !option.HasDefaultValue ? null : Text(option.GetDefaultValue()),
                !isFlag && option.Arity.MaximumNumberOfValues > 1));
        }

        options.Add(Help);
        return new DocumentedCommand(definition, arguments, options);
    }

    private static DocumentedWord Word(string name, IEnumerable<CompletionItem> completions)
    {
        string[] choices = [.. completions.Select(static completion => completion.Label)];
        if (choices.Length > 0) return new DocumentedWord(name, WordKind.Choice, choices);
        WordKind kind = WordKind.Text;
        foreach (string part in name.Split('|'))
        {
            if (Array.IndexOf(FileNames, part) >= 0) kind = WordKind.File;
            else if (part == "DIR" && kind == WordKind.Text) kind = WordKind.Directory;
        }

        return new DocumentedWord(name, kind, []);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable many => string.Join(' ', many.Cast<object>()),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
