namespace NixOci.Language.Syntax.Lexing;

/// <summary>
/// What a token is. The order is that in which Nix's grammar mentions them, because its error messages list expected tokens in
/// that order.
/// </summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    EndOfFile,

    /// <summary>A byte that begins no token.</summary>
    Invalid,

    /// <summary>An identifier.</summary>
    Identifier,

    /// <summary>Literal text in a <c>"…"</c> string or in a path.</summary>
    StringText,

    /// <summary>Literal text in a <c>''…''</c> string.</summary>
    IndentedText,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A float.</summary>
    Float,

    /// <summary>The beginning of a path: all of it where nothing is interpolated.</summary>
    Path,

    /// <summary>The beginning of a path below the home directory.</summary>
    HomePath,

    /// <summary>A search path <c>&lt;…&gt;</c>.</summary>
    SearchPath,

    /// <summary>The (empty) end of a path.</summary>
    PathEnd,

    /// <summary>A URI.</summary>
    Uri,

    /// <summary><c>if</c></summary>
    If,

    /// <summary><c>then</c></summary>
    Then,

    /// <summary><c>else</c></summary>
    Else,

    /// <summary><c>assert</c></summary>
    Assert,

    /// <summary><c>with</c></summary>
    With,

    /// <summary><c>let</c></summary>
    Let,

    /// <summary><c>in</c></summary>
    In,

    /// <summary><c>rec</c></summary>
    Rec,

    /// <summary><c>inherit</c></summary>
    Inherit,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>-&gt;</c></summary>
    Implies,

    /// <summary>The word <c>or</c>.</summary>
    OrWord,

    /// <summary><c>&lt;|</c></summary>
    PipeFrom,

    /// <summary><c>|&gt;</c></summary>
    PipeInto,

    /// <summary><c>${</c></summary>
    Interpolation,

    /// <summary><c>''</c> at the beginning of a string.</summary>
    IndentedOpen,

    /// <summary><c>''</c> at the end of a string.</summary>
    IndentedClose,

    /// <summary><c>...</c></summary>
    Ellipsis,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>//</c></summary>
    Update,

    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>*</c></summary>
    Star,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary><c>++</c></summary>
    Concat,

    /// <summary><c>?</c></summary>
    Question,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>@</c></summary>
    At,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>"</c></summary>
    Quote,

    /// <summary><c>(</c></summary>
    LeftParen,

    /// <summary><c>)</c></summary>
    RightParen,

    /// <summary><c>{</c></summary>
    LeftBrace,

    /// <summary><c>}</c></summary>
    RightBrace,

    /// <summary><c>[</c></summary>
    LeftBracket,

    /// <summary><c>]</c></summary>
    RightBracket,

    /// <summary><c>=</c></summary>
    Assign,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary>What cannot be a token at all, such as an integer that is too large: the last of its text's tokens.</summary>
    Malformed,
}
