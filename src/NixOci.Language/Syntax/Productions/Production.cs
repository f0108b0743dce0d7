using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>
/// A production of the grammar. It succeeds or throws, because what cannot go on has no alternative: one token, seldom two or
/// three, has decided what it is.
/// </summary>
internal abstract class Production<T> : Parser<Token, T>
{
    /// <summary>Reads what the production describes.</summary>
    public abstract T Read(ref ParseState<Token> state);

    public sealed override bool TryParse(ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, out T result)
    {
        result = Read(ref state);
        return true;
    }
}

/// <summary>One token of a certain kind.</summary>
internal sealed class TokenParser(TokenKind kind) : Production<Token>
{
    public override Token Read(ref ParseState<Token> state) => Expect.Take(ref state, kind);
}

/// <summary>Taking tokens of which only one kind, or few, can stand where they do.</summary>
internal static class Expect
{
    /// <summary>Takes a token of the only kind that can stand here.</summary>
    public static Token Take(ref ParseState<Token> state, TokenKind kind)
    {
        Token token = state.Current;
        if (token.Kind != kind) throw ParseContext.Of(ref state).Unexpected(token, TokenNames.Of(kind));
        state.Advance();
        return token;
    }

    /// <summary>Takes a token whose kind is known already.</summary>
    public static Token Next(ref ParseState<Token> state)
    {
        Token token = state.Current;
        state.Advance();
        return token;
    }

    /// <summary>The kind of the token after the next.</summary>
    public static TokenKind KindAfter(ref ParseState<Token> state, int distance)
    {
        ReadOnlySpan<Token> ahead = state.LookAhead(distance + 1);
        return ahead.Length > distance ? ahead[distance].Kind : TokenKind.EndOfFile;
    }
}
