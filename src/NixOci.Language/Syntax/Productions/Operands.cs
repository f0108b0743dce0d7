using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>What needs no parentheses to be an argument or a list element.</summary>
internal sealed class SimpleParser : Production<Expr>
{
    // One bit for each kind of token that a simple expression begins with.
    private const ulong Beginnings =
        1UL << (int)TokenKind.Identifier | 1UL << (int)TokenKind.Integer | 1UL << (int)TokenKind.Float | 1UL << (int)TokenKind.Path
        | 1UL << (int)TokenKind.HomePath | 1UL << (int)TokenKind.SearchPath | 1UL << (int)TokenKind.Uri | 1UL << (int)TokenKind.Let
        | 1UL << (int)TokenKind.Rec | 1UL << (int)TokenKind.IndentedOpen | 1UL << (int)TokenKind.Quote | 1UL << (int)TokenKind.LeftParen
        | 1UL << (int)TokenKind.LeftBrace | 1UL << (int)TokenKind.LeftBracket;

    public static bool Begins(TokenKind kind) => (Beginnings >> (int)kind & 1) != 0;

    public override Expr Read(ref ParseState<Token> state)
    {
        Token token = state.Current;
        if (!Begins(token.Kind)) throw ParseContext.Of(ref state).Unexpected(token);
        ParseContext.Of(ref state).CheckDepth(token);
        switch (token.Kind)
        {
            case TokenKind.Identifier: return NixGrammar.Identifier.Read(ref state);
            case TokenKind.Integer or TokenKind.Float: return NixGrammar.Number.Read(ref state);
            case TokenKind.Quote: return NixGrammar.String.Read(ref state);
            case TokenKind.IndentedOpen: return NixGrammar.IndentedString.Read(ref state);
            case TokenKind.Path or TokenKind.HomePath: return NixGrammar.Path.Read(ref state);
            case TokenKind.SearchPath: return NixGrammar.SearchPath.Read(ref state);
            case TokenKind.Uri: return NixGrammar.Uri.Read(ref state);
            case TokenKind.LeftParen: return NixGrammar.Parentheses.Read(ref state);
            case TokenKind.LeftBracket: return NixGrammar.List.Read(ref state);
            case TokenKind.LeftBrace or TokenKind.Rec: return NixGrammar.AttrSet.Read(ref state);
            default: return NixGrammar.LegacyLet.Read(ref state);
        }
    }
}

/// <summary><c>( … )</c></summary>
internal sealed class ParenthesesParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        state.Advance();
        Expr result = ExprParser.After(ref state, 1);
        Expect.Take(ref state, TokenKind.RightParen);
        return result;
    }
}

/// <summary><c>[ … ]</c></summary>
internal sealed class ListParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        state.Advance();
        context.Enter(ref state, 2);
        int mark = context.Exprs.Count;
        while (state.Current.Kind != TokenKind.RightBracket)
        {
            context.Exprs.Push(NixGrammar.Select.Read(ref state));
        }

        state.Advance();
        context.Leave(2);
        Expr[] items = context.Exprs.PopFrom(mark);
        return new ListExpr(items.Length == 0 ? Expr.NoOffset : items[0].Offset, items);
    }
}

/// <summary><c>e.path</c>, <c>e.path or e</c>, and <c>f or</c>, which calls <c>f</c> with a variable of that name.</summary>
internal sealed class SelectParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        int start = state.Current.Start;
        Expr target = NixGrammar.Simple.Read(ref state);
        switch (state.Current.Kind)
        {
            case TokenKind.Dot:
                return Select(ref state, start, target);
            case TokenKind.OrWord:
                state.Advance();
                return new CallExpr(start, target, [new VarExpr(start, WellKnown.Or)]);
            default:
                return target;
        }
    }

    private static SelectExpr Select(ref ParseState<Token> state, int start, Expr target)
    {
        ParseContext context = ParseContext.Of(ref state);
        state.Advance();
        context.Enter(ref state, 2);
        AttrName[] path = NixGrammar.AttrPath.Read(ref state);
        Expr? otherwise = null;
        if (state.Current.Kind == TokenKind.OrWord)
        {
            state.Advance();
            context.Enter(ref state, 2);
            otherwise = NixGrammar.Select.Read(ref state);
            context.Leave(2);
        }

        context.Leave(2);
        return new SelectExpr(start, target, path, otherwise);
    }
}

/// <summary>A call: a function and its arguments, without operators.</summary>
internal sealed class ApplicationParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        int start = state.Current.Start;
        Expr function = NixGrammar.Select.Read(ref state);
        if (!SimpleParser.Begins(state.Current.Kind)) return function;

        ParseContext context = ParseContext.Of(ref state);
        int mark = context.Exprs.Count;
        context.Enter(ref state, 1);
        do
        {
            context.Exprs.Push(NixGrammar.Select.Read(ref state));
        }
        while (SimpleParser.Begins(state.Current.Kind));
        context.Leave(1);
        return Calls.Append(start, function, context.Exprs.PopFrom(mark));
    }
}

/// <summary>How calls are made.</summary>
internal static class Calls
{
    /// <summary>Calls a function; where that is itself a call, however written, its arguments and these are those of one call.</summary>
    public static CallExpr Append(int offset, Expr function, Expr[] arguments) => function is CallExpr call
        ? new CallExpr(call.Offset, call.Function, [.. call.Arguments, .. arguments])
        : new CallExpr(offset, function, arguments);

    /// <summary>Calls a function that the grammar knows by name.</summary>
    public static CallExpr Of(int offset, Symbol function, Expr first, Expr second)
        => new(offset, new VarExpr(Expr.NoOffset, function), [first, second]);
}
