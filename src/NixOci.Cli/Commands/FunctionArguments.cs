using System.CommandLine;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Cli.Commands;

/// <summary><c>--arg</c> and <c>--argstr</c>: arguments for a function that an expression is.</summary>
internal sealed class FunctionArguments
{
    private readonly Option<string[]> _expressions = Create(ArgumentFolding.Expression, "NAME EXPR", "Pass the value of EXPR as NAME.");
    private readonly Option<string[]> _texts = Create(ArgumentFolding.Text, "NAME TEXT", "Pass the string TEXT as NAME.");

    public FunctionArguments(Command command)
    {
        command.Add(_expressions);
        command.Add(_texts);
    }

    /// <summary>The arguments by name; expressions are evaluated when they are needed.</summary>
    public AttrSet Evaluate(ParseResult parsed, Interpreter interpreter, CommandContext context)
    {
        AttrSet arguments = AttrSet.Empty;
        SourceReader reader = new(context);
        foreach (string given in parsed.GetValue(_expressions) ?? [])
        {
            (string name, string text) = Split(given);
            SourceFile source = reader.FromText(text);
            arguments = arguments.With(name, new Thunk(() => interpreter.Evaluate(source)));
        }

        foreach (string given in parsed.GetValue(_texts) ?? [])
        {
            (string name, string text) = Split(given);
            arguments = arguments.With(name, new NixString(ByteText.FromUnicode(text)));
        }

        return arguments;
    }

    private static (string Name, string Text) Split(string given)
    {
        int sign = given.IndexOf('=', StringComparison.Ordinal);
        return (ByteText.FromUnicode(given[..sign]), given[(sign + 1)..]);
    }

    private static Option<string[]> Create(string name, string helpName, string description)
    {
        Option<string[]> option = new(name)
        {
            HelpName = helpName,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!token.Value.Contains('=', StringComparison.Ordinal)) result.AddError($"Option '{name}' takes two words: {helpName}.");
            }
        });
        return option;
    }
}
