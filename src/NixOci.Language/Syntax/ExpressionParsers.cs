using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>An expression: a function, <c>assert</c>, <c>with</c>, <c>let</c>, <c>if</c>, or an operation.</summary>
internal sealed class ExpressionParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Token token = state.Current;
        Grammar.EnsureStack(token);
        switch (token.Kind)
        {
            case TokenKind.Assert:
                state.Advance();
                Expr asserted = Parse(ref state);
                Grammar.Require(ref state, TokenKind.Semicolon);
                return new AssertExpr(token.Start, asserted, Parse(ref state));
            case TokenKind.With:
                state.Advance();
                Expr scope = Parse(ref state);
                Grammar.Require(ref state, TokenKind.Semicolon);
                return new WithExpr(token.Start, scope, Parse(ref state));
            case TokenKind.If:
                return ParseIf(ref state, token);
            case TokenKind.Let when Next(ref state).Kind != TokenKind.LeftBrace:
                return Grammar.Let.Parse(ref state);
            case TokenKind.Identifier when Next(ref state).Kind is TokenKind.Colon or TokenKind.At:
            case TokenKind.LeftBrace when LambdaParser.BeginsFormals(ref state):
                return Grammar.Lambda.Parse(ref state);
            default:
                return Grammar.Operation.Parse(ref state);
        }
    }

    private static Token Next(ref ParseState<Token> state) => state.LookAhead(2)[1];

    private IfExpr ParseIf(ref ParseState<Token> state, Token start)
    {
        state.Advance();
        Expr condition = Parse(ref state);
        Grammar.Require(ref state, TokenKind.Then);
        Expr then = Parse(ref state);
        Grammar.Require(ref state, TokenKind.Else);
        return new IfExpr(start.Start, condition, then, Parse(ref state));
    }
}

/// <summary>A function: <c>x: …</c>, <c>{ … }: …</c>, <c>x@{ … }: …</c>, <c>{ … }@x: …</c>.</summary>
internal sealed class LambdaParser(Grammar grammar) : Production<Expr>(grammar)
{
    /// <summary>Whether the brace at hand begins a set pattern: at most three tokens tell.</summary>
    public static bool BeginsFormals(ref ParseState<Token> state)
    {
        ReadOnlySpan<Token> next = state.LookAhead(3);
        TokenKind second = next.Length > 1 ? next[1].Kind : TokenKind.EndOfFile;
        TokenKind third = next.Length > 2 ? next[2].Kind : TokenKind.EndOfFile;
        return second switch
        {
            TokenKind.Ellipsis => true,
            TokenKind.RightBrace => third is TokenKind.Colon or TokenKind.At,
            TokenKind.Identifier => third is TokenKind.Comma or TokenKind.Question or TokenKind.RightBrace,
            _ => false,
        };
    }

    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        Symbol parameter = default;
        Formals? formals = null;
        if (start.Kind == TokenKind.Identifier)
        {
            parameter = Grammar.SymbolOf(start);
            state.Advance();
            if (state.Current.Kind == TokenKind.At)
            {
                state.Advance();
                if (state.Current.Kind != TokenKind.LeftBrace) throw Grammar.Unexpected(state.Current, "'{'");
                formals = Grammar.Formals.Parse(ref state);
            }
        }
        else
        {
            formals = Grammar.Formals.Parse(ref state);
            if (state.Current.Kind == TokenKind.At)
            {
                state.Advance();
                parameter = Grammar.SymbolOf(Grammar.Require(ref state, TokenKind.Identifier));
            }
            else if (state.Current.Kind != TokenKind.Colon)
            {
                throw Grammar.Unexpected(state.Current, "':'", "'@'");
            }
        }

        Grammar.Require(ref state, TokenKind.Colon);
        if (formals is not null) Validate(formals, parameter, start);
        return new LambdaExpr(start.Start, parameter, formals, Grammar.Expression.Parse(ref state));
    }

    private void Validate(Formals formals, Symbol parameter, Token start)
    {
        HashSet<Symbol> seen = new(formals.Items.Count);
        Formal? repeated = null;
        foreach (Formal formal in formals.Items)
        {
            // Of several names that are repeated, the one that was met first in the program is reported.
            if (!seen.Add(formal.Name) && (repeated is null || formal.Name.Id < repeated.Name.Id)) repeated = formal;
        }

        if (repeated is not null) throw Duplicate(repeated.Name, repeated.Offset);
        if (parameter.IsDefined && seen.Contains(parameter)) throw Duplicate(parameter, start.Start);
    }

    private SyntaxException Duplicate(Symbol name, int offset)
        => new($"duplicate formal function argument '{name.Text}'", Grammar.At(offset));
}

/// <summary>A set pattern, braces included.</summary>
internal sealed class FormalsParser(Grammar grammar) : Production<Formals>(grammar)
{
    public override Formals Parse(ref ParseState<Token> state)
    {
        state.Advance();
        List<Formal> items = [];
        bool isFirst = true;
        while (true)
        {
            Token token = state.Current;
            switch (token.Kind)
            {
                case TokenKind.RightBrace:
                    state.Advance();
                    return new Formals(items, HasEllipsis: false);
                case TokenKind.Ellipsis:
                    state.Advance();
                    Grammar.Require(ref state, TokenKind.RightBrace);
                    return new Formals(items, HasEllipsis: true);
                case TokenKind.Identifier:
                    state.Advance();
                    items.Add(new Formal(token.Start, Grammar.SymbolOf(token), ParseDefault(ref state)));
                    break;
                default:
                    if (isFirst && token.Kind != TokenKind.EndOfFile) throw Grammar.Unexpected(token, "INHERIT");
                    throw Grammar.Unexpected(token, "ID", "ELLIPSIS", "'}'");
            }

            isFirst = false;
            if (state.Current.Kind == TokenKind.Comma) state.Advance();
            else if (state.Current.Kind != TokenKind.RightBrace) throw UnexpectedAfterFormal(state.Current, items[^1]);
        }
    }

    private Expr? ParseDefault(ref ParseState<Token> state)
    {
        if (state.Current.Kind != TokenKind.Question) return null;
        state.Advance();
        return Grammar.Expression.Parse(ref state);
    }

    private SyntaxException UnexpectedAfterFormal(Token token, Formal formal)
        => formal.Default is null ? Grammar.Unexpected(token, "','", "'}'", "'?'") : Grammar.Unexpected(token, "','", "'}'");
}

/// <summary><c>let … in …</c></summary>
internal sealed class LetParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        state.Advance();
        AttrSetExpr bindings = new(start.Start, isRecursive: false);
        while (state.Current.Kind != TokenKind.In)
        {
            if (!Grammar.Binding.CanBegin(state.Current.Kind)) throw Grammar.Unexpected(state.Current, "IN_KW", "INHERIT");
            Grammar.Binding.ParseInto(ref state, bindings);
        }

        state.Advance();
        if (bindings.DynamicAttrs.Count > 0)
        {
            throw new SyntaxException("dynamic attributes not allowed in let", Grammar.At(start.Start));
        }

        return new LetExpr(Expr.NoOffset, bindings, Grammar.Expression.Parse(ref state));
    }
}
