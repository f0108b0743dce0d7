using System.Buffers;

namespace NixOci.Language.Syntax.Lexing;

/// <summary>The tokens of a text, in an array that is given back when it is no longer needed.</summary>
internal sealed class TokenBuffer : IDisposable
{
    private readonly List<string> _texts = [];
    private Token[] _tokens;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="capacity">For how many tokens there is to be room at first.</param>
    internal TokenBuffer(int capacity) => _tokens = ArrayPool<Token>.Shared.Rent(capacity);

    /// <summary>How many tokens there are; the last is the end of the text or a malformed one.</summary>
    public int Count { get; private set; }

    /// <summary>The tokens.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>The contents of those tokens whose content is not simply their own text.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>What is wrong with the last token, if that is <see cref="TokenKind.Malformed"/>.</summary>
    public SyntaxException? Error { get; internal set; }

    internal void Add(TokenKind kind, int start, int end, int payload = -1)
    {
        if (Count == _tokens.Length) Grow();
        _tokens[Count++] = new Token(kind, start, end, payload);
    }

    internal void AddText(TokenKind kind, int start, int end, string text)
    {
        Add(kind, start, end, _texts.Count);
        _texts.Add(text);
    }

    private void Grow()
    {
        Token[] larger = ArrayPool<Token>.Shared.Rent(_tokens.Length * 2);
        Array.Copy(_tokens, larger, Count);
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = larger;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_tokens.Length == 0) return;
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = [];
        Count = 0;
    }
}
