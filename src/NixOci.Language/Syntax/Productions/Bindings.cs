using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>One name in an attribute path: an identifier, a string, or <c>${ … }</c>.</summary>
internal sealed class AttrNameParser : Production<AttrName>
{
    private const string Expected = "ID or OR_KW or DOLLAR_CURLY or '\"'";

    public override AttrName Read(ref ParseState<Token> state)
    {
        Token token = state.Current;
        Expr? name;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                state.Advance();
                return new AttrName(token.Start, token.Symbol, null);
            case TokenKind.OrWord:
                state.Advance();
                return new AttrName(token.Start, WellKnown.Or, null);
            case TokenKind.Quote:
                name = NixGrammar.String.Read(ref state);
                break;
            case TokenKind.Interpolation:
                name = NixGrammar.Interpolation.Read(ref state);
                break;
            default:
                throw ParseContext.Of(ref state).Unexpected(token, Expected);
        }

        return name is StringExpr fixedName
            ? new AttrName(token.Start, ParseContext.Of(ref state).SymbolNames.SymbolOf(fixedName.Value), null)
            : new AttrName(token.Start, default, name);
    }

    public static bool Begins(TokenKind kind)
        => kind is TokenKind.Identifier or TokenKind.OrWord or TokenKind.Quote or TokenKind.Interpolation;
}

/// <summary>Names separated by dots.</summary>
internal sealed class AttrPathParser : Production<AttrName[]>
{
    public override AttrName[] Read(ref ParseState<Token> state)
    {
        AttrName first = NixGrammar.AttrName.Read(ref state);
        if (state.Current.Kind != TokenKind.Dot)
        {
            return [first];
        }

        ParseContext context = ParseContext.Of(ref state);
        context.Enter(ref state, 2);
        int mark = context.Names.Count;
        context.Names.Push(first);
        do
        {
            state.Advance();
            AttrName name = NixGrammar.AttrName.Read(ref state);
            context.Names.Push(name);
        }
        while (state.Current.Kind == TokenKind.Dot);
        context.Leave(2);
        return context.Names.PopFrom(mark);
    }
}

/// <summary><c>inherit a b;</c> and <c>inherit (e) a b;</c></summary>
internal sealed class InheritParser : Production<Unit>
{
    public override Unit Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        AttrSetExpr target = context.Target!;
        state.Advance();
        InheritSourceExpr? source = null;
        if (state.Current.Kind == TokenKind.LeftParen)
        {
            state.Advance();
            int at = state.Current.Start;
            Expr from = ExprParser.After(ref state, 3);
            Expect.Take(ref state, TokenKind.RightParen);
            source = new InheritSourceExpr(at, target.InheritSources.Count);
            context.Target = target;
            target.AddInheritSource(from);
        }

        int mark = context.Names.Count;
        int symbols = source is null ? 3 : 6;
        context.Enter(ref state, symbols);
        while (AttrNameParser.Begins(state.Current.Kind))
        {
            AttrName name = NixGrammar.AttrName.Read(ref state);
            if (name.Computed is not null)
            {
                throw new SyntaxException("dynamic attributes not allowed in inherit", context.PositionAt(name.Offset));
            }

            context.Names.Push(name);
        }

        context.Leave(symbols);
        if (state.Current.Kind != TokenKind.Semicolon) throw context.Unexpected(state.Current);
        state.Advance();
        for (int i = mark; i < context.Names.Count; i++) context.Rules.Inherit(target, context.Names[i], source);
        context.Names.Discard(mark);
        return Unit.Value;
    }
}

/// <summary><c>path = e;</c></summary>
internal sealed class BindingParser : Production<Unit>
{
    public override Unit Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        AttrSetExpr target = context.Target!;
        int start = state.Current.Start;
        AttrName[] path = NixGrammar.AttrPath.Read(ref state);
        if (state.Current.Kind != TokenKind.Assign) throw context.Unexpected(state.Current, "'.' or '='");
        state.Advance();

        // Only the first binding of a set has none before it on Nix's stack.
        int symbols = target.Attrs.Count + target.DynamicAttrs.Count == 0 ? 2 : 3;
        Expr value = ExprParser.After(ref state, symbols);
        Expect.Take(ref state, TokenKind.Semicolon);
        context.Target = target;
        context.Rules.Define(target, path, start, value);
        return Unit.Value;
    }
}

/// <summary>The bindings of a set or of a <c>let</c>.</summary>
internal static class Bindings
{
    /// <summary>Fills a set with bindings, up to what is not one.</summary>
    public static void Fill(
        ref ParseState<Token> state, AttrSetExpr set, TokenKind close, string expected)
    {
        ParseContext context = ParseContext.Of(ref state);
        AttrSetExpr? outer = context.Target;
        context.Target = set;
        while (true)
        {
            TokenKind kind = state.Current.Kind;
            if (AttrNameParser.Begins(kind)) _ = NixGrammar.Binding.Read(ref state);
            else if (kind == TokenKind.Inherit) _ = NixGrammar.Inherit.Read(ref state);
            else break;
        }

        if (state.Current.Kind != close) throw context.Unexpected(state.Current, expected);
        state.Advance();
        context.Target = outer;
    }
}

/// <summary><c>{ … }</c> and <c>rec { … }</c></summary>
internal sealed class AttrSetParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Token open = Expect.Next(ref state);
        bool isRecursive = open.Kind == TokenKind.Rec;
        if (isRecursive) Expect.Take(ref state, TokenKind.LeftBrace);
        AttrSetExpr set = new(open.Start, isRecursive);
        int symbols = isRecursive ? 2 : 1;
        context.Enter(ref state, symbols);
        Bindings.Fill(ref state, set, TokenKind.RightBrace, isRecursive ? "INHERIT or '}'" : "INHERIT");
        context.Leave(symbols);
        return set;
    }
}

/// <summary><c>let { … }</c>, which is <c>rec { … }.body</c>.</summary>
internal sealed class LegacyLetParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Token open = Expect.Next(ref state);
        Expect.Take(ref state, TokenKind.LeftBrace);
        AttrSetExpr set = new(open.Start, isRecursive: true);
        context.Enter(ref state, 2);
        Bindings.Fill(ref state, set, TokenKind.RightBrace, "INHERIT or '}'");
        context.Leave(2);
        return new SelectExpr(Expr.NoOffset, set, [new AttrName(Expr.NoOffset, WellKnown.Body, null)], null);
    }
}
