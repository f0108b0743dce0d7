using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;

namespace NixOci.Fuzzing;

/// <summary>
/// A part of the program that any input may be given to. An input passes where it yields a value or an error for people; any
/// other exception, and a broken promise, is a finding.
/// </summary>
/// <param name="Name">What the target is called on the command line.</param>
/// <param name="Run">Gives it an input; throws where something is wrong.</param>
public sealed record FuzzTarget(string Name, Action<SourceFile> Run)
{
    private const int MaxCallDepth = 1_000;
    private const string Home = "/home/u";

    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("lexer", Lex),
        new("parser", static source => NixParser.Parse(source, Home)),
        new("printer", PrintAndReadAgain),
        new("evaluator", Evaluate),
    ];

    /// <summary>Gives the target an input.</summary>
    /// <exception cref="Exception">What it should not have thrown.</exception>
    public void Try(string text)
    {
        int depth = CallStack.Depth;
        try
        {
            Run(new SourceFile("/fuzz/input.nix", text, "/fuzz"));
        }
        catch (NixException)
        {
            // An error for people: what an input that is wrong should give.
            CallStack.Depth = depth;
        }
    }

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
            again = NixParser.Parse(new SourceFile("/fuzz/printed.nix", printed, "/fuzz"), Home);
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

/// <summary>Something that a part of the program promises, and did not keep.</summary>
/// <param name="message">What was not kept.</param>
public sealed class BrokenPromiseException(string message) : Exception(message);
