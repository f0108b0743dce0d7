using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>An expression: a function, a keyword's construct, or an operation.</summary>
internal sealed class ExprParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        switch (state.Current.Kind)
        {
            case TokenKind.Identifier when Expect.KindAfter(ref state, 1) is TokenKind.Colon or TokenKind.At:
            case TokenKind.LeftBrace when FormalsParser.Begins(ref state):
                return NixGrammar.Function.Read(ref state);
            case TokenKind.Assert:
                return NixGrammar.Assert.Read(ref state);
            case TokenKind.With:
                return NixGrammar.With.Read(ref state);
            case TokenKind.Let when Expect.KindAfter(ref state, 1) != TokenKind.LeftBrace:
                return NixGrammar.Let.Read(ref state);
            case TokenKind.If:
                return NixGrammar.If.Read(ref state);
            default:
                return NixGrammar.Pipe.Read(ref state);
        }
    }

    /// <summary>Parses an expression that follows so many symbols.</summary>
    public static Expr After(ref ParseState<Token> state, int symbols)
    {
        ParseContext context = ParseContext.Of(ref state);
        context.Enter(ref state, symbols);
        Expr result = NixGrammar.Expr.Read(ref state);
        context.Leave(symbols);
        return result;
    }
}

/// <summary><c>assert e; e</c></summary>
internal sealed class AssertParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        int start = Expect.Next(ref state).Start;
        Expr condition = ExprParser.After(ref state, 1);
        Expect.Take(ref state, TokenKind.Semicolon);
        return new AssertExpr(start, condition, ExprParser.After(ref state, 3));
    }
}

/// <summary><c>with e; e</c></summary>
internal sealed class WithParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        int start = Expect.Next(ref state).Start;
        Expr scope = ExprParser.After(ref state, 1);
        Expect.Take(ref state, TokenKind.Semicolon);
        return new WithExpr(start, scope, ExprParser.After(ref state, 3));
    }
}

/// <summary><c>let … in e</c></summary>
internal sealed class LetParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        int start = Expect.Next(ref state).Start;
        AttrSetExpr bindings = new(start, isRecursive: false);
        context.Enter(ref state, 1);
        Bindings.Fill(ref state, bindings, TokenKind.In, "IN_KW or INHERIT");
        context.Leave(1);
        Expr body = ExprParser.After(ref state, 3);
        if (bindings.DynamicAttrs.Count > 0)
        {
            throw new SyntaxException("dynamic attributes not allowed in let", context.PositionAt(start));
        }

        return new LetExpr(Expr.NoOffset, bindings, body);
    }
}

/// <summary><c>if e then e else e</c></summary>
internal sealed class IfParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        int start = Expect.Next(ref state).Start;
        Expr condition = ExprParser.After(ref state, 1);
        Expect.Take(ref state, TokenKind.Then);
        Expr then = ExprParser.After(ref state, 3);
        Expect.Take(ref state, TokenKind.Else);
        return new IfExpr(start, condition, then, ExprParser.After(ref state, 5));
    }
}
