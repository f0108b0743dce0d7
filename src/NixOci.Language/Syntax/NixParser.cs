using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Syntax.Productions;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>Turns a text into an expression, as Nix 2.26 does.</summary>
public static class NixParser
{
    // The grammar's own names are numbered before those of any text, as Nix does it, and not when one is met first.
    static NixParser() => RuntimeHelpers.RunClassConstructor(typeof(WellKnown).TypeHandle);

    /// <summary>The expression that a source holds.</summary>
    /// <param name="source">The text.</param>
    /// <param name="homeDirectory">What <c>~</c> stands for; null where home is not to be seen.</param>
    /// <param name="pipeOperators">Whether <c>|&gt;</c> and <c>&lt;|</c> are operators, which they are not by default.</param>
    /// <exception cref="SyntaxException">The text is not an expression.</exception>
    public static Expr Parse(SourceFile source, string? homeDirectory = null, bool pipeOperators = false)
        => Read(source, homeDirectory, SourceNames.Shared, pipeOperators).Root;

    /// <summary>The expression that a source holds, with what else there is to know of the source.</summary>
    /// <param name="source">The text.</param>
    /// <param name="homeDirectory">What <c>~</c> stands for; null where home is not to be seen.</param>
    /// <param name="names">The names of the text.</param>
    /// <param name="pipeOperators">Whether <c>|&gt;</c> and <c>&lt;|</c> are operators, which they are not by default.</param>
    /// <exception cref="SyntaxException">The text is not an expression.</exception>
    internal static ParsedSource Read(SourceFile source, string? homeDirectory, SourceNames names, bool pipeOperators = false)
        => EvalStack.Run(() => ReadHere(source, homeDirectory, names, pipeOperators));

    private static ParsedSource ReadHere(SourceFile source, string? homeDirectory, SourceNames names, bool pipeOperators)
    {
        using TokenBuffer tokens = Lexer.Tokenize(source, pipeOperators, names);
        ParseContext context = new(source, tokens, names, homeDirectory, ParseContext.MostSymbols);
        Expr root = NixGrammar.Start.Parse(tokens.Tokens, context).Value;
        return new ParsedSource(source, root, names, context.Paths);
    }
}
