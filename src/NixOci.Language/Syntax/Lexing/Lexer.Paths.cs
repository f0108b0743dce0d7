namespace NixOci.Language.Syntax.Lexing;

/// <summary>Paths, which end where a byte comes that they cannot contain, and may interpolate.</summary>
internal sealed partial class Lexer
{
    // Where a run of bytes has turned out not to be a path, no part of it is one: without this, long runs would cost their square.
    private int _noPathBefore;

    /// <summary>
    /// The length of the beginning of a path at an offset, or 0: segments joined by slashes with at least one slash; or one
    /// slash, if an interpolation follows it.
    /// </summary>
    private int PathLength(int start)
    {
        if (start < _noPathBefore) return 0;
        int i = start;
        while (Is(i, CharClass.Path)) i++;
        if (At(i) == '/')
        {
            if (Is(i + 1, CharClass.Path)) return SegmentsEnd(i) - start;
            if (At(i + 1) == '$' && At(i + 2) == '{') return i + 1 - start;
        }

        _noPathBefore = i;
        return 0;
    }

    /// <summary>The end of what is, from a slash with something behind it, the rest of a path, one last slash included.</summary>
    private int SegmentsEnd(int slash)
    {
        int i = slash;
        while (At(i) == '/' && Is(i + 1, CharClass.Path))
        {
            i++;
            while (Is(i, CharClass.Path)) i++;
        }

        return At(i) == '/' ? i + 1 : i;
    }

    private void BeginPath(TokenKind kind, int start, int length)
    {
        Emit(kind, length);
        Push(_text[start + length - 1] == '/' ? Mode.PathSlash : Mode.Path);
    }

    private bool ReadHomePath()
    {
        int start = _position;
        if (At(start + 1) == '/')
        {
            if (Is(start + 2, CharClass.Path))
            {
                BeginPath(TokenKind.HomePath, start, SegmentsEnd(start + 1) - start);
                return true;
            }

            if (At(start + 2) == '$' && At(start + 3) == '{')
            {
                BeginPath(TokenKind.HomePath, start, 2);
                return true;
            }
        }

        return Emit(TokenKind.Invalid, 1);
    }

    /// <summary>Reads what follows the beginning of a path; false at the end.</summary>
    private bool ReadPathRest()
    {
        int start = _position;
        if (At(start) == '$' && At(start + 1) == '{')
        {
            Emit(TokenKind.Interpolation, 2);
            _mode = Mode.Path;
            Push(Mode.Nested);
            return true;
        }

        int i = start;
        while (Is(i, CharClass.Path)) i++;
        if (At(i) == '/') i = Is(i + 1, CharClass.Path) ? SegmentsEnd(i) : i + 1;
        if (i > start)
        {
            _mode = _text[i - 1] == '/' ? Mode.PathSlash : Mode.Path;
            _lastStart = start;
            _tokens.AddText(TokenKind.StringText, start, i, _text[start..i]);
            _position = i;
            return true;
        }

        bool atEnd = start >= _text.Length;
        if (_mode == Mode.PathSlash) return Malformed("path has a trailing slash", atEnd ? _lastStart : start);
        _mode = _outer.Pop();
        if (!atEnd)
        {
            _tokens.Add(TokenKind.PathEnd, _lastStart, start);
            return true;
        }

        // At the end of the text Nix has nothing to look at and steps back once too often: there, it says that the text ends
        // where the last part of the path begins.
        int before = _tokens.Count > 1 ? _tokens.Tokens[_tokens.Count - 2].Start : 0;
        _tokens.Add(TokenKind.PathEnd, before, _lastStart);
        return EndOfFile(_lastStart);
    }
}
