using System.Globalization;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.TestSupport;
using NixOci.TestSupport.Grammars;

namespace NixOci.Language.Tests.Syntax.Ebnf;

/// <summary><c>grammar/nix.ebnf</c>, and how its names are related to the parser's.</summary>
internal static class NixEbnf
{
    private static readonly HashSet<string> TokenNames = [.. Enum.GetValues<TokenKind>().Select(NameOf)];

    public static EbnfGrammar Grammar { get; } = EbnfGrammar.Read(ProjectFiles.At("grammar/nix.ebnf"));

    /// <summary>Whether a name of the grammar is a kind of token.</summary>
    public static bool IsToken(string name) => TokenNames.Contains(name);

    /// <summary>Whether a production is a parser.</summary>
    public static bool IsParser(string name) => char.IsAsciiLetterUpper(name[0]);

    /// <summary>A kind of token as the grammar calls it: <c>HomePath</c> is <c>home path</c>.</summary>
    public static string NameOf(TokenKind kind)
        => string.Concat(kind.ToString().Select(static (c, i) => char.IsAsciiLetterUpper(c)
            ? (i == 0 ? "" : " ") + char.ToLower(c, CultureInfo.InvariantCulture)
            : c.ToString()));

    /// <summary>A token as the grammar has it: by its name where the name is a production, and otherwise as the text it is.</summary>
    public static string SymbolOf(Token token, SourceFile source)
    {
        string name = NameOf(token.Kind);
        bool isProduction = Grammar.Productions.Exists(production => production.Name == name);
        return isProduction ? name : EbnfRecognizer.Quoted(source.Text[token.Start..token.End]);
    }

    /// <summary>The tokens of a text.</summary>
    public static Token[] Tokens(SourceFile source)
    {
        using TokenBuffer tokens = Lexer.Tokenize(source, pipeOperators: true);
        return tokens.Tokens.ToArray();
    }
}
