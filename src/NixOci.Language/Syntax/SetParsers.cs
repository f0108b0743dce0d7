using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>A list.</summary>
internal sealed class ListParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        state.Advance();
        List<Expr> items = [];
        while (state.Current.Kind != TokenKind.RightBracket)
        {
            Grammar.EnsureStack(state.Current);
            items.Add(Grammar.Selection.Parse(ref state));
        }

        state.Advance();
        return new ListExpr(items.Count == 0 ? Expr.NoOffset : items[0].Offset, [.. items]);
    }
}

/// <summary>An attribute set.</summary>
internal sealed class SetParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state) => ParseSet(ref state, state.Current.Start, isRecursive: false);

    /// <summary>The set behind <c>rec</c> or an old <c>let</c>; its place is that of the keyword.</summary>
    public AttrSetExpr ParseRecursive(ref ParseState<Token> state, int offset) => ParseSet(ref state, offset, isRecursive: true);

    private AttrSetExpr ParseSet(ref ParseState<Token> state, int offset, bool isRecursive)
    {
        Grammar.EnsureStack(state.Current);
        state.Advance();
        AttrSetExpr set = new(offset, isRecursive);
        while (state.Current.Kind != TokenKind.RightBrace)
        {
            if (!Grammar.Binding.CanBegin(state.Current.Kind))
            {
                throw isRecursive ? Grammar.Unexpected(state.Current, "INHERIT", "'}'") : Grammar.Unexpected(state.Current, "INHERIT");
            }

            Grammar.Binding.ParseInto(ref state, set);
        }

        state.Advance();
        return set;
    }
}

/// <summary>A definition in a set or <c>let</c>: <c>path = value;</c> or an <c>inherit</c> clause.</summary>
internal sealed class BindingParser(Grammar grammar) : Production<Unit>(grammar)
{
    private AttrSetExpr _target = null!;

    /// <summary>Whether a token can begin a definition.</summary>
    public bool CanBegin(TokenKind kind)
        => kind is TokenKind.Inherit or TokenKind.Identifier or TokenKind.Or or TokenKind.Quote or TokenKind.DollarBrace;

    /// <summary>Parses a definition into a set.</summary>
    public void ParseInto(ref ParseState<Token> state, AttrSetExpr target)
    {
        AttrSetExpr outer = _target;
        _target = target;
        Parse(ref state);
        _target = outer;
    }

    public override Unit Parse(ref ParseState<Token> state)
    {
        AttrSetExpr target = _target;
        Token start = state.Current;
        if (start.Kind == TokenKind.Inherit)
        {
            Grammar.Inherit.ParseInto(ref state, target);
            return Unit.Value;
        }

        AttrName[] path = Grammar.AttrPath.Parse(ref state);
        if (state.Current.Kind != TokenKind.Assign) throw Grammar.Unexpected(state.Current, "'.'", "'='");
        state.Advance();
        Expr value = Grammar.Expression.Parse(ref state);
        Grammar.Require(ref state, TokenKind.Semicolon);
        Grammar.Bindings.Add(target, path, start.Start, value);
        return Unit.Value;
    }
}

/// <summary><c>inherit a b;</c> and <c>inherit (source) a b;</c></summary>
internal sealed class InheritParser(Grammar grammar) : Production<Unit>(grammar)
{
    private AttrSetExpr _target = null!;

    /// <summary>Parses a clause into a set.</summary>
    public void ParseInto(ref ParseState<Token> state, AttrSetExpr target)
    {
        AttrSetExpr outer = _target;
        _target = target;
        Parse(ref state);
        _target = outer;
    }

    public override Unit Parse(ref ParseState<Token> state)
    {
        AttrSetExpr target = _target;
        state.Advance();
        InheritSourceExpr? source = null;
        if (state.Current.Kind == TokenKind.LeftParen)
        {
            state.Advance();
            int offset = state.Current.Start;
            Expr expression = Grammar.Expression.Parse(ref state);
            Grammar.Require(ref state, TokenKind.RightParen);
            source = new InheritSourceExpr(offset, target.AddInheritSource(expression));
        }

        while (state.Current.Kind != TokenKind.Semicolon) AddName(ref state, target, source);
        state.Advance();
        return Unit.Value;
    }

    private void AddName(ref ParseState<Token> state, AttrSetExpr target, InheritSourceExpr? source)
    {
        Token token = state.Current;
        if (token.Kind is not (TokenKind.Identifier or TokenKind.Or or TokenKind.Quote or TokenKind.DollarBrace))
        {
            throw Grammar.Unexpected(token);
        }

        AttrName name = Grammar.AttrPath.ParseName(ref state);
        if (name.Computed is not null)
        {
            throw new SyntaxException("dynamic attributes not allowed in inherit", Grammar.At(token.Start));
        }

        AttrDef attr = source is null
            ? new AttrDef(name.Symbol, token.Start, new VarExpr(token.Start, name.Symbol), AttrOrigin.Inherited)
            : new AttrDef(name.Symbol, token.Start, new SelectExpr(token.Start, source, [name], null), AttrOrigin.InheritedFrom);
        Grammar.Bindings.AddInherited(target, attr);
    }
}

/// <summary>Names with dots between them.</summary>
internal sealed class AttrPathParser(Grammar grammar) : Production<AttrName[]>(grammar)
{
    public override AttrName[] Parse(ref ParseState<Token> state)
    {
        AttrName first = ParseName(ref state);
        if (state.Current.Kind != TokenKind.Dot) return [first];
        List<AttrName> names = [first];
        while (state.Current.Kind == TokenKind.Dot)
        {
            state.Advance();
            names.Add(ParseName(ref state));
        }

        return [.. names];
    }

    /// <summary>One name: fixed, quoted, or computed.</summary>
    public AttrName ParseName(ref ParseState<Token> state)
    {
        Token token = state.Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier or TokenKind.Or:
                state.Advance();
                return new AttrName(token.Start, Grammar.SymbolOf(token), null);
            case TokenKind.Quote:
                return Name(token.Start, Grammar.String.Parse(ref state));
            case TokenKind.DollarBrace:
                return Name(token.Start, Grammar.Interpolation.Parse(ref state));
            default:
                throw Grammar.Unexpected(token, "ID", "OR_KW", "DOLLAR_CURLY", "'\"'");
        }
    }

    private static AttrName Name(int offset, Expr expression)
        => expression is StringExpr text ? new AttrName(offset, text.Value, null) : new AttrName(offset, default, expression);
}
