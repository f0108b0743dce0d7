using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax.Lexing;

/// <summary>
/// Turns a text into tokens: a state machine over ordinary text, <c>"…"</c> strings, <c>''…''</c> strings and paths, with a stack
/// for what interpolation nests. Wherever several tokens could begin, the longest does.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceFile _source;
    private readonly string _text;
    private readonly TokenBuffer _tokens;
    private readonly SourceNames _names;
    private readonly Stack<Mode> _outer = new();
    private readonly bool _pipeOperators;
    private Mode _mode = Mode.Outermost;
    private int _position;
    private int _lastStart;
    private bool _noMoreCommentEnds;
    private int _noUriBefore;

    private Lexer(SourceFile source, TokenBuffer tokens, SourceNames names, bool pipeOperators)
    {
        _source = source;
        _text = source.Text;
        _tokens = tokens;
        _names = names;
        _pipeOperators = pipeOperators;
    }

    private enum Mode
    {
        /// <summary>Ordinary text, nested in nothing.</summary>
        Outermost,

        /// <summary>Ordinary text in braces.</summary>
        Nested,

        /// <summary>Within <c>"…"</c>.</summary>
        String,

        /// <summary>Within <c>''…''</c>.</summary>
        Indented,

        /// <summary>In a path, after anything but a slash.</summary>
        Path,

        /// <summary>In a path, after a slash.</summary>
        PathSlash,
    }

    /// <summary>The tokens of a source; to be disposed of by the caller.</summary>
    /// <param name="source">The text.</param>
    /// <param name="pipeOperators">Whether <c>|&gt;</c> and <c>&lt;|</c> are operators, which they are not by default.</param>
    /// <param name="names">Gives names their symbols; null for everybody's.</param>
    public static TokenBuffer Tokenize(SourceFile source, bool pipeOperators = false, SourceNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        TokenBuffer tokens = new((source.Text.Length / 4) + 16);
        new Lexer(source, tokens, names ?? SourceNames.Shared, pipeOperators).Run();
        return tokens;
    }

    private void Run()
    {
        bool more = true;
        while (more)
        {
            more = _mode switch
            {
                Mode.String => ReadString(),
                Mode.Indented => ReadIndented(),
                Mode.Path or Mode.PathSlash => ReadPathRest(),
                _ => ReadOrdinary(),
            };
        }
    }

    private char At(int index) => index < _text.Length ? _text[index] : '\0';

    private bool Is(int index, byte classes) => index < _text.Length && CharClass.Is(_text[index], classes);

    private void Push(Mode mode)
    {
        _outer.Push(_mode);
        _mode = mode;
    }

    private bool Emit(TokenKind kind, int length)
    {
        _lastStart = _position;
        _tokens.Add(kind, _position, _position + length);
        _position += length;
        return true;
    }

    private bool EndOfFile(int end)
    {
        _tokens.Add(TokenKind.EndOfFile, end, end);
        return false;
    }

    private bool Malformed(string message, int offset)
    {
        _tokens.Error = new SyntaxException(message, new Position(_source, offset));
        _tokens.Add(TokenKind.Malformed, offset, offset);
        return false;
    }

    /// <summary>Reads tokens of ordinary text until the mode changes; false at the end.</summary>
    private bool ReadOrdinary()
    {
        string text = _text;
        Mode mode = _mode;
        while (_mode == mode)
        {
            if (_position >= text.Length) return EndOfFile(_position);
            char c = text[_position];
            if (CharClass.Is(c, CharClass.Space))
            {
                _position++;
                continue;
            }

            if (CharClass.Is(c, CharClass.NameStart))
            {
                ReadName();
                continue;
            }

            if (!ReadSymbol(c)) return false;
        }

        return true;
    }

    private void ReadName()
    {
        string text = _text;
        int start = _position;
        int end = start + 1;
        while (end < text.Length && CharClass.Is(text[end], CharClass.Name)) end++;

        // What follows decides whether this is a name at all, or the beginning of a path or URI.
        if (At(end) is '/' or '.' or '+' or ':')
        {
            int pathLength = PathLength(start);
            if (pathLength > 0)
            {
                BeginPath(TokenKind.Path, start, pathLength);
                return;
            }

            int uriLength = UriLength(start);
            if (uriLength > 0)
            {
                Emit(TokenKind.Uri, uriLength);
                return;
            }
        }

        ReadOnlySpan<char> name = text.AsSpan(start, end - start);
        TokenKind kind = Keyword(name);
        _lastStart = start;
        _tokens.Add(kind, start, end, kind == TokenKind.Identifier ? _names.SymbolOf(name).Id : -1);
        _position = end;
    }

    private static TokenKind Keyword(ReadOnlySpan<char> name) => name.Length is < 2 or > 7
        ? TokenKind.Identifier
        : name switch
        {
            "if" => TokenKind.If,
            "then" => TokenKind.Then,
            "else" => TokenKind.Else,
            "assert" => TokenKind.Assert,
            "with" => TokenKind.With,
            "let" => TokenKind.Let,
            "in" => TokenKind.In,
            "rec" => TokenKind.Rec,
            "inherit" => TokenKind.Inherit,
            "or" => TokenKind.OrWord,
            _ => TokenKind.Identifier,
        };

    /// <summary>The length of a URI at an offset, or 0.</summary>
    private int UriLength(int start)
    {
        if (start < _noUriBefore || !Is(start, CharClass.Scheme)) return 0;
        int i = start + 1;
        while (Is(i, CharClass.Scheme)) i++;
        if (At(i) == ':' && Is(i + 1, CharClass.Uri))
        {
            while (Is(i + 1, CharClass.Uri)) i++;
            return i + 1 - start;
        }

        _noUriBefore = i;
        return 0;
    }
}
