using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>A formal argument: <c>a</c> or <c>a ? e</c>.</summary>
internal sealed class FormalParser : Production<Formal>
{
    public override Formal Read(ref ParseState<Token> state)
    {
        Token name = Expect.Next(ref state);
        Expr? defaultValue = null;
        if (state.Current.Kind == TokenKind.Question)
        {
            state.Advance();
            defaultValue = ExprParser.After(ref state, 2);
        }

        return new Formal(name.Start, name.Symbol, defaultValue);
    }
}

/// <summary>A set pattern: <c>{ a, b ? e, ... }</c>.</summary>
internal sealed class FormalsParser : Production<Formals>
{
    public override Formals Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        Expect.Take(ref state, TokenKind.LeftBrace);
        List<Formal> items = [];
        bool hasEllipsis = false;
        while (state.Current.Kind != TokenKind.RightBrace)
        {
            Token token = state.Current;
            if (token.Kind == TokenKind.Ellipsis)
            {
                state.Advance();
                hasEllipsis = true;
                break;
            }

            if (token.Kind != TokenKind.Identifier) throw context.Unexpected(token, "ID or ELLIPSIS or '}'");
            int symbols = items.Count == 0 ? 1 : 3;
            context.Enter(ref state, symbols);
            Formal formal = NixGrammar.Formal.Read(ref state);
            context.Leave(symbols);
            items.Add(formal);
            if (state.Current.Kind == TokenKind.Comma) state.Advance();
            else if (state.Current.Kind != TokenKind.RightBrace) throw context.Unexpected(state.Current, "'}' or ','");
        }

        Expect.Take(ref state, TokenKind.RightBrace);
        return new Formals(items, hasEllipsis);
    }

    /// <summary>
    /// Whether what begins with a brace is a pattern and not a set: this is decided by what follows the brace, and what follows
    /// that.
    /// </summary>
    public static bool Begins(ref ParseState<Token> state)
    {
        ReadOnlySpan<Token> ahead = state.LookAhead(3);
        return ahead.Length == 3 && (ahead[1].Kind switch
        {
            TokenKind.Ellipsis => true,
            TokenKind.RightBrace => ahead[2].Kind is TokenKind.Colon or TokenKind.At,
            TokenKind.Identifier => ahead[2].Kind is TokenKind.Comma or TokenKind.Question or TokenKind.RightBrace,
            _ => false,
        });
    }
}

/// <summary><c>x: e</c>, <c>{ … }: e</c>, <c>{ … }@x: e</c> and <c>x@{ … }: e</c></summary>
internal sealed class FunctionParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        ParseContext context = ParseContext.Of(ref state);
        int start = state.Current.Start;
        Symbol parameter = default;
        Formals? formals = null;
        if (state.Current.Kind == TokenKind.Identifier)
        {
            parameter = Expect.Next(ref state).Symbol;
            if (state.Current.Kind == TokenKind.At)
            {
                state.Advance();
                formals = Pattern(ref state, waiting: 2);
            }
        }
        else
        {
            formals = Pattern(ref state, waiting: 0);
            if (state.Current.Kind == TokenKind.At)
            {
                state.Advance();
                parameter = Expect.Take(ref state, TokenKind.Identifier).Symbol;
            }
            else if (state.Current.Kind != TokenKind.Colon)
            {
                throw context.Unexpected(state.Current, "':' or '@'");
            }
        }

        Expect.Take(ref state, TokenKind.Colon);
        int symbols = parameter.IsDefined && formals is not null ? 4 : 2;
        Expr body = ExprParser.After(ref state, symbols);
        if (formals is not null) CheckNames(context, formals, parameter, start);
        return new LambdaExpr(start, parameter, formals, body);
    }

    private static Formals Pattern(ref ParseState<Token> state, int waiting)
    {
        ParseContext context = ParseContext.Of(ref state);
        context.Enter(ref state, waiting);
        Formals formals = NixGrammar.Formals.Read(ref state);
        context.Leave(waiting);
        return formals;
    }

    /// <summary>No name may stand twice. Where several do, Nix tells the one whose name it met first, at its second place.</summary>
    private static void CheckNames(ParseContext context, Formals formals, Symbol parameter, int start)
    {
        IReadOnlyList<Formal> items = formals.Items;
        if (items.Count == 0) return;
        HashSet<Symbol>? seen = items.Count > 16 ? new HashSet<Symbol>(items.Count) : null;
        Formal? duplicate = null;
        for (int i = 0; i < items.Count; i++)
        {
            bool isNew = seen is null ? !StandsBefore(items, i) : seen.Add(items[i].Name);
            if (isNew) continue;
            if (duplicate is null || context.FirstMention(items[i].Name) < context.FirstMention(duplicate.Name)) duplicate = items[i];
        }

        if (duplicate is not null) throw Duplicate(context, duplicate.Name, duplicate.Offset);
        if (!parameter.IsDefined) return;
        foreach (Formal formal in items)
        {
            if (formal.Name == parameter) throw Duplicate(context, parameter, start);
        }
    }

    private static bool StandsBefore(IReadOnlyList<Formal> items, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (items[i].Name == items[index].Name) return true;
        }

        return false;
    }

    private static SyntaxException Duplicate(ParseContext context, Symbol name, int offset)
        => new($"duplicate formal function argument '{context.SymbolNames.TextOf(name)}'", context.PositionAt(offset));
}
