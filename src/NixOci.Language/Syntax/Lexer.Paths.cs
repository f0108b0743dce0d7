namespace NixOci.Language.Syntax;

/// <summary>Paths, with and without interpolation.</summary>
internal sealed partial class Lexer
{
    private bool TryLexPath()
    {
        int run = SkipPathParts(_at);
        int end = SkipSegments(run);
        if (end > run)
        {
            if (CharAt(end) == '/') end++;
        }
        else if (CharAt(run) == '/' && CharAt(run + 1) == '$' && CharAt(run + 2) == '{')
        {
            end = run + 1;
        }
        else
        {
            _noPathBefore = run;
            return false;
        }

        _lastPathPart = _at;
        Emit(TokenKind.Path, end - _at);
        _modes.Push(Mode.Path);
        return true;
    }

    private bool TryLexHomePath()
    {
        int end = SkipSegments(_at + 1);
        if (end > _at + 1)
        {
            if (CharAt(end) == '/') end++;
        }
        else if (IsAt("~/${"))
        {
            end = _at + 2;
        }
        else
        {
            return false;
        }

        _lastPathPart = _at;
        Emit(TokenKind.HomePath, end - _at);
        _modes.Push(Mode.Path);
        return true;
    }

    private bool TryLexSearchPath()
    {
        int end = SkipPathParts(_at + 1);
        if (end == _at + 1) return false;
        end = SkipSegments(end);
        if (CharAt(end) != '>') return false;
        Emit(TokenKind.SearchPath, end + 1 - _at);
        return true;
    }

    /// <summary>What follows a path directly: more of it, an interpolation, or its end.</summary>
    private bool LexPathPart()
    {
        if (Current == '$' && PeekAt(1) == '{')
        {
            OpenInterpolation();
            return true;
        }

        int run = SkipPathParts(_at);
        int end = SkipSegments(run);
        if (CharAt(end) == '/') end++;
        if (end > _at)
        {
            _lastPathPart = _at;
            _file.Add(TokenKind.StringPart, _at, end, _text[_at..end]);
            _at = end;
            return true;
        }

        _modes.Pop();
        if (_text[_at - 1] == '/') _file.Add(TokenKind.Malformed, _at < _text.Length ? _at : _lastPathPart, _at, "path has a trailing slash");
        else _file.Add(new Token(TokenKind.PathEnd, _at, _at));
        return true;
    }

    private char CharAt(int index) => index < _text.Length ? _text[index] : '\0';

    private int SkipPathParts(int from)
    {
        while (from < _text.Length && CharClasses.IsPathPart(_text[from])) from++;
        return from;
    }

    /// <summary>Skips segments that begin with a slash and are not empty.</summary>
    private int SkipSegments(int from)
    {
        while (from + 1 < _text.Length && _text[from] == '/' && CharClasses.IsPathPart(_text[from + 1]))
        {
            from = SkipPathParts(from + 1);
        }

        return from;
    }
}
