using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Syntax.Productions;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>Turns a text into an expression, as Nix 2.26 does.</summary>
public static class NixParser
{
    /// <summary>The expression that a source holds.</summary>
    /// <param name="source">The text.</param>
    /// <param name="homeDirectory">What <c>~</c> stands for; null where home is not to be seen.</param>
    /// <param name="pipeOperators">Whether <c>|&gt;</c> and <c>&lt;|</c> are operators, which they are not by default.</param>
    /// <exception cref="SyntaxException">The text is not an expression.</exception>
    public static Expr Parse(SourceFile source, string? homeDirectory = null, bool pipeOperators = false)
        => EvalStack.Run(() => ParseHere(source, homeDirectory, pipeOperators));

    private static Expr ParseHere(SourceFile source, string? homeDirectory, bool pipeOperators)
    {
        using TokenBuffer tokens = Lexer.Tokenize(source, pipeOperators);
        ParseContext context = new(source, tokens, homeDirectory, ParseContext.MostSymbols);
        return NixGrammar.Start.Parse(tokens.Tokens, context).Value;
    }
}
