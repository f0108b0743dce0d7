namespace NixOci.Language.Syntax;

/// <summary>The inside of strings of both forms.</summary>
internal sealed partial class Lexer
{
    private bool LexString()
    {
        if (_at >= _text.Length) return false;
        switch (_text[_at])
        {
            case '"':
                Emit(TokenKind.Quote, 1);
                _modes.Pop();
                break;
            case '$' when PeekAt(1) == '{':
                OpenInterpolation();
                break;
            default:
                LexStringPart();
                break;
        }

        return true;
    }

    private void LexStringPart()
    {
        int start = _at;
        _builder.Clear();
        while (_at < _text.Length)
        {
            // What neither escapes nor ends is taken in one go.
            int plain = _text.AsSpan(_at).IndexOfAny("\"\\$\r");
            if (plain < 0) plain = _text.Length - _at;
            _builder.Append(_text, _at, plain);
            _at += plain;
            if (_at >= _text.Length || _text[_at] == '"') break;
            char c = _text[_at], next = PeekAt(1);
            if (c == '$' && next == '{') break;
            if (c == '\\')
            {
                if (_at + 1 >= _text.Length) break;
                AppendEscape();
            }
            else if (c == '\r')
            {
                AppendLineEnd();
            }
            else
            {
                // A dollar sign goes with the next character, so that "$${" interpolates nothing.
                _builder.Append('$');
                _at++;
                if (next is not ('"' or '\\' or '\r') && _at < _text.Length) _builder.Append(_text[_at++]);
            }
        }

        EmitText(TokenKind.StringPart, start);

        // A backslash that ends the file escapes nothing.
        if (_at + 1 == _text.Length && _text[_at] == '\\') _at++;
    }

    /// <summary>Takes a backslash and what it escapes.</summary>
    private void AppendEscape()
    {
        char escaped = _text[_at + 1];
        _builder.Append(escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => escaped,
        });
        _at += 2;
    }

    /// <summary>A carriage return inside a string is a line feed, and one with a line feed is one line feed.</summary>
    private void AppendLineEnd()
    {
        _builder.Append('\n');
        _at += PeekAt(1) == '\n' ? 2 : 1;
    }

    private void EmitText(TokenKind kind, int start)
    {
        string text = _builder.ToString();
        if (text.Contains('\0'))
        {
            string shown = text.Replace("\0", "␀", StringComparison.Ordinal);
            _file.Add(TokenKind.Malformed, start, _at, NullByteMessage(shown));
        }
        else
        {
            _file.Add(kind, start, _at, text);
        }
    }

    private static string NullByteMessage(string shown)
        => $"input string '{Source.ByteText.FromUnicode(shown)}' cannot be represented as Nix string because it contains null bytes";

    private bool LexIndented()
    {
        if (_at >= _text.Length) return false;
        int start = _at;
        char c = _text[_at], next = PeekAt(1);
        switch (c)
        {
            case '$' when next == '{':
                OpenInterpolation();
                return true;
            case '\'' when next == '\'':
                LexQuotes(start);
                return true;
        }

        _builder.Clear();
        AppendIndentedText();
        if (_at > start)
        {
            EmitText(TokenKind.IndentedPart, start);
            return true;
        }

        // A dollar sign or quote that nothing else takes stands for itself, and ends indentation as an escape does.
        _builder.Append(c);
        _at++;
        EmitText(TokenKind.IndentedEscape, start);
        return true;
    }

    private void AppendIndentedText()
    {
        while (_at < _text.Length)
        {
            int plain = _text.AsSpan(_at).IndexOfAny('$', '\'');
            if (plain < 0) plain = _text.Length - _at;
            _builder.Append(_text, _at, plain);
            _at += plain;
            if (_at >= _text.Length) return;
            char next = PeekAt(1);
            bool goesOn = _at + 1 < _text.Length
                && (_text[_at] == '$' ? next is not ('{' or '\'') : next is not ('\'' or '$'));
            if (!goesOn) return;
            _builder.Append(_text[_at]).Append(next);
            _at += 2;
        }
    }

    /// <summary>Two quotes: the end of the string, or the start of an escape.</summary>
    private void LexQuotes(int start)
    {
        _builder.Clear();
        switch (PeekAt(2))
        {
            case '$':
                _builder.Append('$');
                _at += 3;
                break;
            case '\'':
                _builder.Append("''");
                _at += 3;
                break;
            case '\\' when _at + 3 < _text.Length:
                _at += 2;
                AppendEscape();
                break;
            default:
                Emit(TokenKind.IndentedClose, 2);
                _modes.Pop();
                return;
        }

        EmitText(TokenKind.IndentedEscape, start);
    }
}
