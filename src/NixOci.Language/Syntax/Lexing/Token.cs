using NixOci.Language.Values;

namespace NixOci.Language.Syntax.Lexing;

/// <summary>A token: what it is, where it stands, and by which number its content is found.</summary>
/// <param name="kind">What it is.</param>
/// <param name="start">The offset of its first byte.</param>
/// <param name="end">The offset after its last byte.</param>
/// <param name="payload">The symbol's id of an identifier; the index of a text in <see cref="TokenBuffer.Texts"/>; -1 for none.</param>
internal readonly struct Token(TokenKind kind, int start, int end, int payload)
{
    /// <summary>What it is.</summary>
    public TokenKind Kind { get; } = kind;

    /// <summary>The offset of its first byte.</summary>
    public int Start { get; } = start;

    /// <summary>The offset after its last byte.</summary>
    public int End { get; } = end;

    /// <summary>The symbol's id of an identifier; the index of a text; -1 for none.</summary>
    public int Payload { get; } = payload;

    /// <summary>An identifier's symbol.</summary>
    public Symbol Symbol => Symbol.FromId(Payload);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}@{Start}..{End}";
}
