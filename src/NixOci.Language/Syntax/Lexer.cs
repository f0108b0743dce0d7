using System.Text;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>
/// Splits a source into tokens. A small state machine: ordinary text, the inside of <c>"…"</c>, of <c>''…''</c>, and of a
/// path with interpolation; an interpolation is ordinary text up to its closing brace.
/// </summary>
internal sealed partial class Lexer
{
    private readonly LexedFile _file;
    private readonly string _text;
    private readonly Stack<Mode> _modes = new();
    private readonly StringBuilder _builder = new();
    private int _at;

    /// <summary>Up to here the text holds no path: so far runs of path characters were looked through already.</summary>
    private int _noPathBefore;

    /// <summary>Where the part of a path that was met last begins.</summary>
    private int _lastPathPart;

    private Lexer(SourceFile source)
    {
        _file = new LexedFile(source);
        _text = source.Text;
    }

    private enum Mode : byte
    {
        /// <summary>Ordinary text; a closing brace ends it where it is an interpolation.</summary>
        Ordinary,
        String,
        Indented,
        Path,
    }

    /// <summary>The tokens of a source.</summary>
    public static LexedFile Lex(SourceFile source)
    {
        Lexer lexer = new(source);
        lexer.Run();
        return lexer._file;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void Run()
    {
        _modes.Push(Mode.Ordinary);
        bool more = true;
        while (more)
        {
            more = _modes.Peek() switch
            {
                Mode.String => LexString(),
                Mode.Indented => LexIndented(),
                Mode.Path => LexPathPart(),
                _ => LexOrdinary(),
            };
        }

        _file.Add(new Token(TokenKind.EndOfFile, _text.Length, _text.Length));
    }

    private char PeekAt(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private bool IsAt(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private void Emit(TokenKind kind, int length)
    {
        _file.Add(new Token(kind, _at, _at + length));
        _at += length;
    }

    private bool LexOrdinary()
    {
        SkipBlanks();
        if (_at >= _text.Length) return false;
        char c = _text[_at];
        if (c == '<' && TryLexSearchPath()) return true;
        if (c == '~' && TryLexHomePath()) return true;
        if ((CharClasses.IsPathPart(c) || c == '/') && _at >= _noPathBefore && TryLexPath()) return true;
        if (CharClasses.IsIdentifierStart(c))
        {
            LexIdentifier();
            return true;
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(PeekAt(1)))) LexNumber();
        else LexPunctuation(c);
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case ' ' or '\n' or '\t' or '\r':
                    _at++;
                    continue;
                case '#':
                    int end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
                    _at = end < 0 ? _text.Length : _at + end;
                    continue;
                case '/' when PeekAt(1) == '*':
                    int close = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                    if (close < 0) return;
                    _at = close + 2;
                    continue;
                default:
                    return;
            }
        }
    }

    private void LexIdentifier()
    {
        int start = _at, end = _at + 1;
        while (end < _text.Length && CharClasses.IsIdentifierPart(_text[end])) end++;
        if (TryLexUri(start)) return;
        ReadOnlySpan<char> name = _text.AsSpan(start, end - start);
        TokenKind kind = Keyword(name);
        int payload = kind is TokenKind.Identifier ? Symbol.Intern(name).Id : 0;
        _file.Add(new Token(kind, start, end, payload));
        _at = end;
    }

    private static TokenKind Keyword(ReadOnlySpan<char> name) => name.Length is < 2 or > 7 ? TokenKind.Identifier : name switch
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
        "or" => TokenKind.Or,
        _ => TokenKind.Identifier,
    };

    private bool TryLexUri(int start)
    {
        if (!char.IsAsciiLetter(_text[start])) return false;
        int end = start;
        while (end < _text.Length && CharClasses.IsSchemePart(_text[end])) end++;
        if (end + 1 >= _text.Length || _text[end] != ':' || !CharClasses.IsUriPart(_text[end + 1])) return false;
        end++;
        while (end < _text.Length && CharClasses.IsUriPart(_text[end])) end++;
        Emit(TokenKind.Uri, end - start);
        return true;
    }

    private void LexNumber()
    {
        int start = _at, end = _at;
        while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;

        // A float begins with a digit other than 0 or with its point; only one 0 may stand before the point, and then
        // digits must follow.
        bool leadingZero = _text[start] == '0';
        bool isFloat = end < _text.Length && _text[end] == '.'
            && (!leadingZero || (end == start + 1 && end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1])));
        if (!isFloat)
        {
            _file.Add(new Token(TokenKind.Int, start, end));
            _at = end;
            return;
        }

        end++;
        while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            int exponent = end + 1;
            if (exponent < _text.Length && _text[exponent] is '+' or '-') exponent++;
            if (exponent < _text.Length && char.IsAsciiDigit(_text[exponent]))
            {
                end = exponent;
                while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
            }
        }

        _file.Add(new Token(TokenKind.Float, start, end));
        _at = end;
    }

    private void LexPunctuation(char c)
    {
        char next = PeekAt(1);
        switch (c)
        {
            case '"':
                Emit(TokenKind.Quote, 1);
                _modes.Push(Mode.String);
                break;
            case '\'' when next == '\'':
                OpenIndented();
                break;
            case '$' when next == '{':
                OpenInterpolation();
                break;
            case '{':
                Emit(TokenKind.LeftBrace, 1);
                _modes.Push(Mode.Ordinary);
                break;
            case '}':
                Emit(TokenKind.RightBrace, 1);
                if (_modes.Count > 1) _modes.Pop();
                break;
            case '.' when next == '.' && PeekAt(2) == '.':
                Emit(TokenKind.Ellipsis, 3);
                break;
            default:
                (TokenKind kind, int length) = Operator(c, next);
                Emit(kind, length);
                break;
        }
    }

    private void OpenIndented()
    {
        // The rest of the opening line is no part of the string if it is blank.
        int end = _at + 2;
        while (end < _text.Length && _text[end] == ' ') end++;
        int length = end < _text.Length && _text[end] == '\n' ? end + 1 - _at : 2;
        Emit(TokenKind.IndentedOpen, length);
        _modes.Push(Mode.Indented);
    }

    private void OpenInterpolation()
    {
        Emit(TokenKind.DollarBrace, 2);
        _modes.Push(Mode.Ordinary);
    }

    private static (TokenKind Kind, int Length) Operator(char c, char next) => (c, next) switch
    {
        ('=', '=') => (TokenKind.Equal, 2),
        ('!', '=') => (TokenKind.NotEqual, 2),
        ('<', '=') => (TokenKind.LessOrEqual, 2),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2),
        ('&', '&') => (TokenKind.AndAnd, 2),
        ('|', '|') => (TokenKind.OrOr, 2),
        ('-', '>') => (TokenKind.Implies, 2),
        ('/', '/') => (TokenKind.Update, 2),
        ('+', '+') => (TokenKind.Concat, 2),
        ('<', '|') => (TokenKind.PipeFrom, 2),
        ('|', '>') => (TokenKind.PipeInto, 2),
        (':', _) => (TokenKind.Colon, 1),
        (';', _) => (TokenKind.Semicolon, 1),
        (',', _) => (TokenKind.Comma, 1),
        ('.', _) => (TokenKind.Dot, 1),
        ('=', _) => (TokenKind.Assign, 1),
        ('@', _) => (TokenKind.At, 1),
        ('?', _) => (TokenKind.Question, 1),
        ('!', _) => (TokenKind.Not, 1),
        ('(', _) => (TokenKind.LeftParen, 1),
        (')', _) => (TokenKind.RightParen, 1),
        ('[', _) => (TokenKind.LeftBracket, 1),
        (']', _) => (TokenKind.RightBracket, 1),
        ('<', _) => (TokenKind.Less, 1),
        ('>', _) => (TokenKind.Greater, 1),
        ('+', _) => (TokenKind.Plus, 1),
        ('-', _) => (TokenKind.Minus, 1),
        ('*', _) => (TokenKind.Times, 1),
        ('/', _) => (TokenKind.Divide, 1),
        _ => (TokenKind.Invalid, 1),
    };
}
