using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary><c>${ … }</c></summary>
internal sealed class InterpolationParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        state.Advance();
        Expr result = ExprParser.After(ref state, 1);
        Expect.Take(ref state, TokenKind.RightBrace);
        return result;
    }
}

/// <summary><c>"…"</c></summary>
internal sealed class StringParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Token open = Expect.Next(ref state);
        Token first = state.Current;
        if (first.Kind == TokenKind.StringText)
        {
            state.Advance();
            if (state.Current.Kind == TokenKind.Quote)
            {
                state.Advance();
                return new StringExpr(context.ContentOf(first));
            }
        }

        int mark = context.Parts.Count;
        if (first.Kind == TokenKind.StringText) Push(context, first);
        Interpolations.Collect(ref state, context, mark);
        Expect.Take(ref state, TokenKind.Quote);
        return context.Parts.Count == mark
            ? new StringExpr("")
            : new ConcatExpr(first.Start, isInterpolation: true, context.Parts.PopFrom(mark));
    }

    private static void Push(ParseContext context, Token text)
        => context.Parts.Push(new ConcatPart(text.Start, new StringExpr(context.ContentOf(text))));
}

/// <summary>Literal text and interpolations in turn, as strings and paths have them.</summary>
internal static class Interpolations
{
    /// <summary>Pushes all parts up to what is neither text nor interpolation.</summary>
    public static void Collect(ref ParseState<Token> state, ParseContext context, int mark)
    {
        while (true)
        {
            Token token = state.Current;
            if (token.Kind == TokenKind.StringText)
            {
                state.Advance();
                context.Parts.Push(new ConcatPart(token.Start, new StringExpr(context.ContentOf(token))));
            }
            else if (token.Kind == TokenKind.Interpolation)
            {
                // What opened the string, and all parts so far together.
                int symbols = context.Parts.Count > mark ? 2 : 1;
                context.Enter(ref state, symbols);
                Expr value = NixGrammar.Interpolation.Read(ref state);
                context.Leave(symbols);
                context.Parts.Push(new ConcatPart(token.Start, value));
            }
            else
            {
                return;
            }
        }
    }
}

/// <summary><c>''…''</c></summary>
internal sealed class IndentedStringParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Token open = Expect.Next(ref state);
        int mark = context.IndentedParts.Count;
        while (true)
        {
            Token token = state.Current;
            switch (token.Kind)
            {
                case TokenKind.IndentedText:
                    state.Advance();
                    string? escaped = token.Payload < 0 ? null : context.ContentOf(token);
                    context.IndentedParts.Push(new IndentedPart(token.Start, null, escaped, token.End));
                    break;
                case TokenKind.Interpolation:
                    context.Enter(ref state, 2);
                    Expr value = NixGrammar.Interpolation.Read(ref state);
                    context.Leave(2);
                    context.IndentedParts.Push(new IndentedPart(token.Start, value, null, token.Start));
                    break;
                case TokenKind.IndentedClose:
                    state.Advance();
                    return IndentedString.Strip(context, open.Start, mark);
                default:
                    throw context.Unexpected(token, "IND_STR or DOLLAR_CURLY or IND_STRING_CLOSE");
            }
        }
    }
}

/// <summary>A path, with or without interpolation.</summary>
internal sealed class PathParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Token first = Expect.Next(ref state);
        PathExpr beginning = new(PathLiteral.Resolve(context, first));
        if (state.Current.Kind == TokenKind.PathEnd)
        {
            state.Advance();
            context.Paths.Add(beginning.Value);
            return beginning;
        }

        // Text goes on after the beginning only where slashes repeat, and then an interpolation must follow.
        if (state.Current.Kind == TokenKind.StringText && Expect.KindAfter(ref state, 1) != TokenKind.Interpolation)
        {
            state.Advance();
            throw context.Unexpected(state.Current, "DOLLAR_CURLY");
        }

        int mark = context.Parts.Count;
        context.Parts.Push(new ConcatPart(first.Start, beginning));
        Interpolations.Collect(ref state, context, mark + 1);
        Expect.Take(ref state, TokenKind.PathEnd);
        return new ConcatExpr(first.Start, isInterpolation: false, context.Parts.PopFrom(mark));
    }
}
