using NixOci.Language.Source;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>The grammar of Nix expressions: the entry to this room.</summary>
public static class NixParser
{
    /// <summary>Parses a source that holds one expression.</summary>
    /// <param name="source">The source.</param>
    /// <param name="homeDirectory">What <c>~</c> stands for; null where home is not to be seen.</param>
    /// <exception cref="SyntaxException">The source is not an expression.</exception>
    public static Expr Parse(SourceFile source, string? homeDirectory = null)
    {
        LexedFile file = Lexer.Lex(source);
        Grammar grammar = new(file, homeDirectory);
        return new FileParser(grammar).ParseOrThrow(file.Tokens);
    }
}

/// <summary>A file: one expression.</summary>
internal sealed class FileParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Expr expression = Grammar.Expression.Parse(ref state);
        Grammar.Require(ref state, TokenKind.EndOfFile);
        return expression;
    }
}
