using System.CommandLine;
using System.CommandLine.Parsing;
using NixOci.Language.Evaluation;

namespace NixOci.Cli.Errors;

/// <summary>Says what is wrong with a command line: the cause, where there is one that explains the rest.</summary>
/// <param name="result">The command line as it was understood.</param>
/// <param name="arguments">Its words.</param>
internal sealed class UsageErrors(ParseResult result, IReadOnlyList<string> arguments)
{
    // Shorter words are near to everything.
    private const int ShortestSuggested = 4;

    /// <summary>The messages, at least one.</summary>
    public IReadOnlyList<string> Messages()
    {
        Command command = result.CommandResult.Command;
        if (arguments.Count == 0) return ["a command is missing"];
        if (result.CommandResult.Parent is null || arguments[0] != command.Name)
        {
            string first = arguments[0];
            return IsOption(first)
                ? [$"unrecognised option '{first}'; the options of a command stand behind it"]
                : [$"'{first}' is no command of nixoci" + Meant(result.RootCommandResult.Command.Subcommands, first)];
        }

        // What stands behind a misspelt option has lost its meaning: to complain of it as well would not help.
        List<string> messages = [];
        foreach (string word in arguments)
        {
            string name = word.Split('=')[0];
            if (IsOption(word) && IsArgument(word)) messages.Add($"unrecognised option '{name}'" + Meant(command.Options, name));
        }

        if (messages.Count > 0) return messages;
        foreach (ParseError error in result.Errors) messages.Add(error.Message);
        return messages;
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>Whether a word was taken as what an argument may be, or as nothing, and not as an option or its value.</summary>
    private bool IsArgument(string word)
    {
        if (result.UnmatchedTokens.Contains(word)) return true;
        foreach (SymbolResult child in result.CommandResult.Children)
        {
            if (child is ArgumentResult && child.Tokens.Any(token => token.Value == word)) return true;
        }

        return false;
    }

    private static string Meant(IEnumerable<Symbol> candidates, string word)
    {
        if (word.Length < ShortestSuggested) return "";
        List<string> names = [];
        foreach (Symbol candidate in candidates) names.Add(candidate.Name);
        IReadOnlyList<string> near = Suggestion.BestMatches(names, word);
        return near.Count == 0 ? "" : $"; did you mean '{near[0]}'?";
    }
}
