using NixOci.Language.Syntax.Lexing;

namespace NixOci.Fuzzing;

/// <summary>A binding <c>path = value;</c> of a text, by offsets.</summary>
/// <param name="Start">Where its path begins.</param>
/// <param name="Name">The last name of the path.</param>
/// <param name="NameStart">Where the last name begins.</param>
/// <param name="NameEnd">Where it ends.</param>
/// <param name="ValueStart">Where the value begins.</param>
/// <param name="ValueEnd">Where it ends, before the semicolon.</param>
internal readonly record struct Binding(int Start, string Name, int NameStart, int NameEnd, int ValueStart, int ValueEnd)
{
    /// <summary>The bindings of a text, as far as tokens tell them; the text may be wrong.</summary>
    public static List<Binding> In(string text)
    {
        List<Binding> found = [];
        using TokenBuffer buffer = Lexer.Tokenize(LanguageTargets.File(text));
        ReadOnlySpan<Token> tokens = buffer.Tokens;
        for (int i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Assign) continue;
            int first = FirstOfPath(tokens, i), name = FirstOfName(tokens, i), last = EndOfValue(tokens, i + 1);
            if (first == i || last <= i + 1) continue;
            (int start, int end) = (tokens[name].Start, tokens[i - 1].End);
            found.Add(new Binding(tokens[first].Start, text[start..end], start, end, tokens[i + 1].Start, tokens[last - 1].End));
        }

        return found;
    }

    private static int FirstOfPath(ReadOnlySpan<Token> tokens, int assign)
    {
        int i = assign;
        while (i > 0 && tokens[i - 1].Kind is TokenKind.Identifier or TokenKind.Dot or TokenKind.Quote or TokenKind.StringText) i--;
        return i;
    }

    private static int FirstOfName(ReadOnlySpan<Token> tokens, int assign)
    {
        int i = assign - 1;
        if (tokens[i].Kind != TokenKind.Quote) return i;
        for (i--; i > 0 && tokens[i].Kind != TokenKind.Quote; i--)
        {
        }

        return i;
    }

    /// <summary>The token of the semicolon that ends a value; 0 where there is none.</summary>
    private static int EndOfValue(ReadOnlySpan<Token> tokens, int from)
    {
        int depth = 0, own = 0;
        for (int i = from; i < tokens.Length; i++)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.LeftBrace or TokenKind.LeftBracket or TokenKind.LeftParen or TokenKind.Interpolation or TokenKind.Let:
                    depth++;
                    break;
                case TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParen or TokenKind.In:
                    if (--depth < 0) return 0;
                    break;
                case TokenKind.With or TokenKind.Assert when depth == 0:
                    own++;
                    break;
                case TokenKind.Semicolon when depth == 0 && own-- == 0:
                    return i;
            }
        }

        return 0;
    }
}
