using System.Globalization;
using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>An expression that needs no parentheses as an argument or element.</summary>
internal sealed class SimpleParser(Grammar grammar) : Production<Expr>(grammar)
{
    private static readonly Symbol CurPos = "__curPos";
    private static readonly Symbol FindFile = "__findFile";
    private static readonly Symbol NixPath = "__nixPath";
    private static readonly Symbol Body = "body";

    /// <summary>Whether a token can begin a simple expression.</summary>
    public static bool CanBegin(TokenKind kind) => kind switch
    {
        TokenKind.Identifier or TokenKind.Int or TokenKind.Float or TokenKind.Path or TokenKind.HomePath or TokenKind.SearchPath
            or TokenKind.Uri or TokenKind.Quote or TokenKind.IndentedOpen or TokenKind.LeftParen or TokenKind.LeftBracket
            or TokenKind.LeftBrace or TokenKind.Rec or TokenKind.Let => true,
        _ => false,
    };

    public override Expr Parse(ref ParseState<Token> state)
    {
        Token token = state.Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                state.Advance();
                Symbol name = Grammar.SymbolOf(token);
                return name == CurPos ? new CurPosExpr(token.Start) : new VarExpr(token.Start, name);
            case TokenKind.Int:
                state.Advance();
                return ParseInt(token);
            case TokenKind.Float:
                state.Advance();
                return ParseFloat(token);
            case TokenKind.Quote:
                return Grammar.String.Parse(ref state);
            case TokenKind.IndentedOpen:
                return Grammar.Indented.Parse(ref state);
            case TokenKind.Path or TokenKind.HomePath:
                return Grammar.Path.Parse(ref state);
            case TokenKind.SearchPath:
                state.Advance();
                string searched = Grammar.File.Slice(token)[1..^1].ToString();
                return new CallExpr(
                    token.Start,
                    new VarExpr(Expr.NoOffset, FindFile),
                    [new VarExpr(Expr.NoOffset, NixPath), new StringExpr(searched)]);
            case TokenKind.Uri:
                state.Advance();
                return new StringExpr(Grammar.File.Slice(token).ToString());
            case TokenKind.LeftParen:
                state.Advance();
                Expr inner = Grammar.Expression.Parse(ref state);
                Grammar.Require(ref state, TokenKind.RightParen);
                return inner;
            case TokenKind.LeftBracket:
                return Grammar.List.Parse(ref state);
            case TokenKind.LeftBrace:
                return Grammar.Set.Parse(ref state);
            case TokenKind.Rec:
                state.Advance();
                if (state.Current.Kind != TokenKind.LeftBrace) throw Grammar.Unexpected(state.Current, "'{'");
                return Grammar.Set.ParseRecursive(ref state, token.Start);
            case TokenKind.Let:
                state.Advance();
                if (state.Current.Kind != TokenKind.LeftBrace) throw Grammar.Unexpected(state.Current, "'{'");
                AttrSetExpr set = Grammar.Set.ParseRecursive(ref state, token.Start);
                return new SelectExpr(Expr.NoOffset, set, [new AttrName(Expr.NoOffset, Body, null)], null);
            default:
                throw Grammar.Unexpected(token);
        }
    }

    private IntExpr ParseInt(Token token)
    {
        ReadOnlySpan<char> digits = Grammar.File.Slice(token);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? new IntExpr(value)
            : throw new SyntaxException($"invalid integer '{digits}'", Grammar.At(token.Start));
    }

    private FloatExpr ParseFloat(Token token)
    {
        ReadOnlySpan<char> digits = Grammar.File.Slice(token);
        double value = double.Parse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);

        // What the machine can only hold as infinite, as zero or with fewer digits is refused.
        bool underflows = Math.Abs(value) < 2.2250738585072014e-308 && digits.IndexOfAnyInRange('1', '9') is var first
            && first >= 0 && first < MantissaLength(digits);
        if (double.IsInfinity(value) || underflows)
        {
            throw new SyntaxException($"invalid float '{digits}'", Grammar.At(token.Start));
        }

        return new FloatExpr(value);
    }

    private static int MantissaLength(ReadOnlySpan<char> digits)
    {
        int exponent = digits.IndexOfAny('e', 'E');
        return exponent < 0 ? digits.Length : exponent;
    }
}

/// <summary><c>"…"</c></summary>
internal sealed class StringParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        state.Advance();
        Token first = state.Current;
        if (first.Kind == TokenKind.Quote)
        {
            state.Advance();
            return new StringExpr("");
        }

        if (first.Kind == TokenKind.StringPart)
        {
            state.Advance();
            string text = Grammar.File.TextOf(first);
            if (state.Current.Kind == TokenKind.Quote)
            {
                state.Advance();
                return new StringExpr(text);
            }

            return ParseParts(ref state, first, [new ConcatPart(first.Start, new StringExpr(text))]);
        }

        return ParseParts(ref state, first, []);
    }

    private ConcatExpr ParseParts(ref ParseState<Token> state, Token first, List<ConcatPart> parts)
    {
        while (true)
        {
            Token token = state.Current;
            switch (token.Kind)
            {
                case TokenKind.StringPart:
                    state.Advance();
                    parts.Add(new ConcatPart(token.Start, new StringExpr(Grammar.File.TextOf(token))));
                    break;
                case TokenKind.DollarBrace:
                    parts.Add(new ConcatPart(token.Start, Grammar.Interpolation.Parse(ref state)));
                    break;
                case TokenKind.Quote:
                    state.Advance();
                    return new ConcatExpr(first.Start, isInterpolation: true, [.. parts]);
                default:
                    throw Grammar.Unexpected(token, "'\"'");
            }
        }
    }
}

/// <summary><c>''…''</c></summary>
internal sealed class IndentedStringParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        state.Advance();
        List<IndentedPart> parts = [];
        while (true)
        {
            Token token = state.Current;
            switch (token.Kind)
            {
                case TokenKind.IndentedPart or TokenKind.IndentedEscape:
                    state.Advance();
                    bool isIndented = token.Kind == TokenKind.IndentedPart;
                    parts.Add(new IndentedPart(token.Start, Grammar.File.TextOf(token), isIndented, null));
                    break;
                case TokenKind.DollarBrace:
                    parts.Add(new IndentedPart(token.Start, null, false, Grammar.Interpolation.Parse(ref state)));
                    break;
                case TokenKind.IndentedClose:
                    state.Advance();
                    return IndentedString.Strip(start.Start, parts);
                default:
                    throw Grammar.Unexpected(token, "IND_STR", "DOLLAR_CURLY", "IND_STRING_CLOSE");
            }
        }
    }
}

/// <summary><c>${ … }</c></summary>
internal sealed class InterpolationParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        state.Advance();
        Expr expression = Grammar.Expression.Parse(ref state);
        Grammar.Require(ref state, TokenKind.RightBrace);
        return expression;
    }
}

/// <summary>A path, absolute, relative to the file, or below home; with or without interpolation.</summary>
internal sealed class PathParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        state.Advance();
        PathExpr path = new(Resolve(start));
        List<ConcatPart> parts = [new ConcatPart(start.Start, path)];
        while (true)
        {
            Token token = state.Current;
            switch (token.Kind)
            {
                case TokenKind.StringPart:
                    state.Advance();
                    parts.Add(new ConcatPart(token.Start, new StringExpr(Grammar.File.TextOf(token))));
                    break;
                case TokenKind.DollarBrace:
                    parts.Add(new ConcatPart(token.Start, Grammar.Interpolation.Parse(ref state)));
                    break;
                case TokenKind.PathEnd:
                    state.Advance();
                    return parts.Count == 1 ? path : new ConcatExpr(start.Start, isInterpolation: false, [.. parts]);
                default:
                    throw Grammar.Unexpected(token);
            }
        }
    }

    private string Resolve(Token token)
    {
        string literal = Grammar.File.Slice(token).ToString();
        if (token.Kind == TokenKind.HomePath)
        {
            return Grammar.HomeDirectory is { } home
                ? home + literal[1..]
                : throw new SyntaxException($"the path '{literal}' can not be resolved in pure mode", Grammar.At(token.Start));
        }

        string path = NixPaths.Resolve(Grammar.File.Source.BaseDirectory, literal);
        return path == "/" ? path : path + TrailingSlash(literal);
    }

    /// <summary>The slash before an interpolation is kept, because what follows is joined to it.</summary>
    private static string TrailingSlash(string literal) => literal.Length > 1 && literal[^1] == '/' ? "/" : "";
}
