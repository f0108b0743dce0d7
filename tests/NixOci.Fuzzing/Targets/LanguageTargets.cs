using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;

namespace NixOci.Fuzzing;

/// <summary>The parts that read and evaluate expressions.</summary>
internal static class LanguageTargets
{
    /// <summary>The directory in which inputs are said to lie.</summary>
    public const string Directory = "/fuzz";

    private const int MaxCallDepth = 1_000;
    private const string Home = "/home/u";

    /// <summary>The targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Target("lexer", Lex),
        Target("parser", static source => NixParser.Parse(source, Home)),
        Target("printer", PrintAndReadAgain),
        Target("evaluator", Evaluate),
    ];

    /// <summary>An input as a file.</summary>
    public static SourceFile File(string text) => new(Directory + "/input.nix", text, Directory);

    private static FuzzTarget Target(string name, Action<SourceFile> run)
        => new(name, Seeds.NixExtension, static () => Mutations.Of(Seeds.Expressions, LanguagePieces.All), text => run(File(text)));

    private static void Lex(SourceFile source)
    {
        using TokenBuffer tokens = Lexer.Tokenize(source);
        int end = 0;
        foreach (Token token in tokens.Tokens)
        {
            // Ends are no text of their own, and stand where errors about them do.
            if (token.Kind is TokenKind.PathEnd or TokenKind.EndOfFile or TokenKind.Malformed) continue;
            if (token.Start < end || token.End < token.Start) throw new BrokenPromiseException($"{token} begins before {end}");
            end = token.End;
        }

        if (tokens.Tokens[^1].Kind is not (TokenKind.EndOfFile or TokenKind.Malformed))
        {
            throw new BrokenPromiseException($"the last token is {tokens.Tokens[^1]}");
        }
    }

    private static void PrintAndReadAgain(SourceFile source)
    {
        Expr expression = NixParser.Parse(source, Home);
        string printed = ExprPrinter.Print(expression);
        if (!SyntaxShape.IsPrintedAsWritten(expression)) return;
        Expr again;
        try
        {
            again = NixParser.Parse(new SourceFile(Directory + "/printed.nix", printed, Directory), Home);
        }
        catch (SyntaxException e)
        {
            throw new BrokenPromiseException($"what was printed is not read: {e.Message}: {printed}");
        }

        string before = SyntaxShape.Of(expression), after = SyntaxShape.Of(again);
        if (before != after) throw new BrokenPromiseException($"what was printed is read as another expression: {printed}\n{before}\n{after}");
    }

    private static void Evaluate(SourceFile source)
    {
        CallStack.Limit = MaxCallDepth;
        Interpreter interpreter = new(new InterpreterOptions { Files = NoFiles.Instance, HomeDirectory = Home });
        Value value = DeepForce.Run(interpreter.Evaluate(source));
        ValuePrinter.Print(value);
        interpreter.BuiltinSet["toXML"]!.Call(value);
        interpreter.BuiltinSet["toJSON"]!.Call(value);
    }
}
