using System.CommandLine;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>What a command reads: files, standard input, or expressions.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Files to read; - is standard input, a directory means its default.nix. Without any, ./default.nix.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _expressions = new("-E", "--expr")
    {
        HelpName = "EXPR",
        Description = "Take the expression EXPR instead of a file.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public InputOptions(Command command)
    {
        WordValidation.RefuseOptions(_files);
        command.Add(_files);
        command.Add(_expressions);
    }

    /// <summary>What the sources are named, where expressions count as standard input does.</summary>
    public IReadOnlyList<string> Names(ParseResult parsed)
        => parsed.GetValue(_expressions) is { Length: > 0 } || parsed.GetValue(_files) is not { Length: > 0 } files
            ? [SourceReader.StandardInput, .. parsed.GetValue(_files) ?? []]
            : files;

    /// <summary>The sources, one after the other.</summary>
    public IEnumerable<SourceFile> Read(ParseResult parsed, CommandContext context)
    {
        SourceReader reader = new(context);
        string[] expressions = parsed.GetValue(_expressions) ?? [], files = parsed.GetValue(_files) ?? [];
        foreach (string expression in expressions) yield return reader.FromText(expression);
        if (expressions.Length == 0 && files.Length == 0) files = ["default.nix"];
        foreach (string file in files) yield return reader.Read(file);
    }
}
