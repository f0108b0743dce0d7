using System.Runtime.InteropServices;
using NixOci.Language.Source;

namespace NixOci.Language.Syntax;

/// <summary>A source as tokens, with the texts that some of them carry.</summary>
/// <param name="source">The source.</param>
internal sealed class LexedFile(SourceFile source)
{
    private readonly List<Token> _tokens = new((source.Text.Length / 5) + 16);
    private readonly List<string> _texts = [];

    public SourceFile Source { get; } = source;

    /// <summary>The tokens; the last is the end of file.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(_tokens);

    public void Add(Token token) => _tokens.Add(token);

    /// <summary>Adds a token that carries a text.</summary>
    public void Add(TokenKind kind, int start, int end, string text)
    {
        _tokens.Add(new Token(kind, start, end, _texts.Count));
        _texts.Add(text);
    }

    /// <summary>The text that a part of a string or a malformed token carries.</summary>
    public string TextOf(Token token) => _texts[token.Payload];

    /// <summary>The characters that a token stands for.</summary>
    public ReadOnlySpan<char> Slice(Token token) => Source.Text.AsSpan(token.Start, token.End - token.Start);
}
