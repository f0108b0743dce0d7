namespace NixOci.Language.Syntax.Lexing;

/// <summary>Operators, punctuation, comments and numbers.</summary>
internal sealed partial class Lexer
{
    /// <summary>Reads a token that begins neither with a letter nor with an underscore; false at the end.</summary>
    private bool ReadSymbol(char c)
    {
        char next = At(_position + 1);
        switch (c)
        {
            case '{':
                Emit(TokenKind.LeftBrace, 1);
                Push(Mode.Nested);
                return true;
            case '}':
                Emit(TokenKind.RightBrace, 1);
                if (_mode != Mode.Outermost) _mode = _outer.Pop();
                return true;
            case '$' when next == '{':
                Emit(TokenKind.Interpolation, 2);
                Push(Mode.Nested);
                return true;
            case '"':
                Emit(TokenKind.Quote, 1);
                Push(Mode.String);
                return true;
            case '\'' when next == '\'':
                BeginIndented();
                return true;
            case ';': return Emit(TokenKind.Semicolon, 1);
            case ':': return Emit(TokenKind.Colon, 1);
            case ',': return Emit(TokenKind.Comma, 1);
            case '@': return Emit(TokenKind.At, 1);
            case '(': return Emit(TokenKind.LeftParen, 1);
            case ')': return Emit(TokenKind.RightParen, 1);
            case '[': return Emit(TokenKind.LeftBracket, 1);
            case ']': return Emit(TokenKind.RightBracket, 1);
            case '?': return Emit(TokenKind.Question, 1);
            case '*': return Emit(TokenKind.Star, 1);
            case '=': return next == '=' ? Emit(TokenKind.Equal, 2) : Emit(TokenKind.Assign, 1);
            case '!': return next == '=' ? Emit(TokenKind.NotEqual, 2) : Emit(TokenKind.Not, 1);
            case '>': return next == '=' ? Emit(TokenKind.GreaterOrEqual, 2) : Emit(TokenKind.Greater, 1);
            case '&' when next == '&': return Emit(TokenKind.And, 2);
            case '|' when next == '|': return Emit(TokenKind.Or, 2);
            case '|' when next == '>': return Pipe(TokenKind.PipeInto);
            case '<': return ReadLess(next);
            case '#':
                int end = _text.AsSpan(_position).IndexOfAny('\r', '\n');
                _position = end < 0 ? _text.Length : _position + end;
                return true;
            case '/' when next == '*' && SkipComment(): return true;
            case '/' or '.' or '-' or '+' or (>= '0' and <= '9'): return ReadPathOrNumber(c, next);
            case '~': return ReadHomePath();
            case '\0': return EndOfFile(_position + 1);
            default: return Emit(TokenKind.Invalid, 1);
        }
    }

    private bool ReadLess(char next)
    {
        int i = _position + 1;
        if (Is(i, CharClass.Path))
        {
            do
            {
                i++;
                while (Is(i, CharClass.Path)) i++;
            }
            while (At(i) == '/' && Is(i + 1, CharClass.Path));
            if (At(i) == '>') return Emit(TokenKind.SearchPath, i + 1 - _position);
        }

        return next switch
        {
            '=' => Emit(TokenKind.LessOrEqual, 2),
            '|' => Pipe(TokenKind.PipeFrom),
            _ => Emit(TokenKind.Less, 1),
        };
    }

    private bool Pipe(TokenKind kind)
    {
        return _pipeOperators
            ? Emit(kind, 2)
            : Malformed(
                "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it",
                _position);
    }

    /// <summary>Skips a comment; false where it has no end, and then it is not a comment.</summary>
    private bool SkipComment()
    {
        if (_noMoreCommentEnds) return false;
        int end = _position + 2 <= _text.Length ? _text.AsSpan(_position + 2).IndexOf("*/") : -1;
        if (end < 0)
        {
            _noMoreCommentEnds = true;
            return false;
        }

        _position += end + 4;
        return true;
    }

    private bool ReadPathOrNumber(char c, char next)
    {
        int pathLength = PathLength(_position);
        if (pathLength > 0)
        {
            BeginPath(TokenKind.Path, _position, pathLength);
            return true;
        }

        switch (c)
        {
            case '/': return next == '/' ? Emit(TokenKind.Update, 2) : Emit(TokenKind.Slash, 1);
            case '+': return next == '+' ? Emit(TokenKind.Concat, 2) : Emit(TokenKind.Plus, 1);
            case '-': return next == '>' ? Emit(TokenKind.Implies, 2) : Emit(TokenKind.Minus, 1);
            case '.' when next == '.' && At(_position + 2) == '.': return Emit(TokenKind.Ellipsis, 3);
            case '.' when !Is(_position + 1, CharClass.Digit): return Emit(TokenKind.Dot, 1);
            default: return ReadNumber();
        }
    }

    /// <summary>
    /// Reads an integer or a float. A float has digits that do not begin with zero, or a single zero or nothing, before the
    /// point; in the latter two cases digits must follow it.
    /// </summary>
    private bool ReadNumber()
    {
        int start = _position;
        int i = start;
        while (Is(i, CharClass.Digit)) i++;
        bool isFloat = At(i) == '.'
            && (i == start || (i == start + 1 && _text[start] == '0') ? Is(i + 1, CharClass.Digit) : _text[start] != '0');
        if (!isFloat)
        {
            return Numbers.TryInteger(_text.AsSpan(start, i - start), out _)
                ? Emit(TokenKind.Integer, i - start)
                : Malformed($"invalid integer '{_text[start..i]}'", start);
        }

        i++;
        while (Is(i, CharClass.Digit)) i++;
        if (At(i) is 'e' or 'E')
        {
            int exponent = At(i + 1) is '+' or '-' ? i + 2 : i + 1;
            if (Is(exponent, CharClass.Digit))
            {
                i = exponent;
                while (Is(i, CharClass.Digit)) i++;
            }
        }

        return Numbers.TryFloat(_text.AsSpan(start, i - start), out _)
            ? Emit(TokenKind.Float, i - start)
            : Malformed($"invalid float '{_text[start..i]}'", start);
    }
}
