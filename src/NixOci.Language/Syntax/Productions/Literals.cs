using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>A variable, or <c>__curPos</c>.</summary>
internal sealed class IdentifierParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        Token token = Expect.Next(ref state);
        Symbol name = token.Symbol;
        return name == WellKnown.CurPos ? new CurPosExpr(token.Start) : new VarExpr(token.Start, name);
    }
}

/// <summary>An integer or a float.</summary>
internal sealed class NumberParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        Token token = Expect.Next(ref state);
        ReadOnlySpan<char> text = ParseContext.Of(ref state).Text.AsSpan(token.Start, token.End - token.Start);
        if (token.Kind == TokenKind.Integer)
        {
            Numbers.TryInteger(text, out long integer);
            return new IntExpr(integer);
        }

        Numbers.TryFloat(text, out double number);
        return new FloatExpr(number);
    }
}

/// <summary>A URI, which is a string.</summary>
internal sealed class UriParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        Token token = Expect.Next(ref state);
        return new StringExpr(ParseContext.Of(ref state).ContentOf(token));
    }
}

/// <summary>A search path <c>&lt;p&gt;</c>, which is <c>__findFile __nixPath "p"</c>.</summary>
internal sealed class SearchPathParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        Token token = Expect.Next(ref state);
        int at = token.Start;
        string name = ParseContext.Of(ref state).Text[(at + 1)..(token.End - 1)];
        return new CallExpr(at, new VarExpr(Expr.NoOffset, WellKnown.FindFile), [new VarExpr(Expr.NoOffset, WellKnown.NixPath), new StringExpr(name)]);
    }
}

/// <summary>The names that the grammar itself knows.</summary>
internal static class WellKnown
{
    public static readonly Symbol CurPos = "__curPos";
    public static readonly Symbol FindFile = "__findFile";
    public static readonly Symbol NixPath = "__nixPath";
    public static readonly Symbol Sub = "__sub";
    public static readonly Symbol Mul = "__mul";
    public static readonly Symbol Div = "__div";
    public static readonly Symbol LessThan = "__lessThan";
    public static readonly Symbol Or = "or";
    public static readonly Symbol Body = "body";
    private static readonly Dictionary<string, int> Ids = new(StringComparer.Ordinal);

    static WellKnown()
    {
        foreach (Symbol name in (ReadOnlySpan<Symbol>)[CurPos, FindFile, NixPath, Sub, Mul, Div, LessThan, Or, Body]) Ids.Add(name.Text, name.Id);
    }

    /// <summary>The id of a name's symbol; 0 where the grammar does not know the name.</summary>
    public static int IdOf(string name) => Ids.GetValueOrDefault(name);
}
