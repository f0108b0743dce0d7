using System.Text;
using NixOci.Language.Source;

namespace NixOci.Language.Syntax.Lexing;

/// <summary>Both forms of strings.</summary>
internal sealed partial class Lexer
{
    private StringBuilder? _unescaped;

    /// <summary>Reads what is within <c>"…"</c>, up to and with the next interpolation or the end; false at the end of the text.</summary>
    private bool ReadString()
    {
        string text = _text;
        int start = _position;
        int i = start;
        bool plain = true;
        while (true)
        {
            int found = text.AsSpan(i).IndexOfAny("\"\\$\r");
            i = found < 0 ? text.Length : i + found;
            if (i == text.Length) break;
            char c = text[i];
            if (c == '"') break;
            if (c == '\r')
            {
                plain = false;
                i++;
                continue;
            }

            // A backslash takes the next byte with it, and so does a dollar sign, and a dollar sign takes an escape.
            int length = 2;
            if (c == '$')
            {
                char next = At(i + 1);
                if (next == '{' && i + 1 < text.Length) break;
                if (next == '"')
                {
                    i++;
                    break;
                }

                if (next == '\\') length = 3;
                if (next is '\\' or '\r') plain = false;
            }
            else
            {
                plain = false;
            }

            if (i + length > text.Length) break;
            i += length;
        }

        if (i > start)
        {
            string content = plain ? text[start..i] : Unescape(start, i);
            if (content.Contains('\0', StringComparison.Ordinal)) return NullByte(content, start);
            _lastStart = start;
            _tokens.AddText(TokenKind.StringText, start, i, content);
            _position = i;
        }

        if (i == text.Length) return EndOfFile(i);
        if (text[i] == '"')
        {
            _mode = _outer.Pop();
            return Emit(TokenKind.Quote, 1);
        }

        if (text[i] == '$' && At(i + 1) == '{')
        {
            Emit(TokenKind.Interpolation, 2);
            Push(Mode.Nested);
            return true;
        }

        // A lone backslash or dollar sign at the very end.
        return EndOfFile(text.Length);
    }

    private bool NullByte(string content, int start)
    {
        string shown = content.Replace("\0", ByteText.FromUnicode("␀"), StringComparison.Ordinal);
        return Malformed($"input string '{shown}' cannot be represented as Nix string because it contains null bytes", start);
    }

    /// <summary>The content of literal text: escapes are replaced, and CR and CR LF are LF.</summary>
    private string Unescape(int start, int end)
    {
        StringBuilder builder = (_unescaped ??= new StringBuilder()).Clear();
        for (int i = start; i < end; i++)
        {
            char c = _text[i];
            if (c == '\\')
            {
                c = _text[++i];
                builder.Append(c switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => c,
                });
            }
            else if (c == '\r')
            {
                builder.Append('\n');
                if (i + 1 < end && _text[i + 1] == '\n') i++;
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }

    /// <summary>The opening <c>''</c> takes the rest of its line with it, if that is only spaces.</summary>
    private void BeginIndented()
    {
        int i = _position + 2;
        while (At(i) == ' ') i++;
        Emit(TokenKind.IndentedOpen, At(i) == '\n' ? i + 1 - _position : 2);
        Push(Mode.Indented);
    }

    /// <summary>Reads the next token within <c>''…''</c>; false at the end of the text.</summary>
    private bool ReadIndented()
    {
        string text = _text;
        int start = _position;
        int i = start;
        while (true)
        {
            int found = text.AsSpan(i).IndexOfAny('$', '\'');
            i = found < 0 ? text.Length : i + found;
            if (i + 1 >= text.Length) break;
            char next = text[i + 1];
            if (next == '\'' || next == (text[i] == '$' ? '{' : '$')) break;
            i += 2;
        }

        if (i > start)
        {
            ReadOnlySpan<char> content = text.AsSpan(start, i - start);
            if (content.Contains('\0')) return NullByte(content.ToString(), start);
            _lastStart = start;
            _tokens.Add(TokenKind.IndentedText, start, i);
            _position = i;
            return true;
        }

        if (i >= text.Length) return EndOfFile(i);
        if (text[i] == '$')
        {
            if (At(i + 1) != '{') return EmitIndented(1, "$");
            Emit(TokenKind.Interpolation, 2);
            Push(Mode.Nested);
            return true;
        }

        if (At(i + 1) != '\'') return EmitIndented(1, "'");
        switch (At(i + 2))
        {
            case '$': return EmitIndented(3, "$");
            case '\'': return EmitIndented(3, "''");
            case '\\' when i + 3 < text.Length:
                char escaped = text[i + 3];
                return escaped == '\0' ? NullByte("\0", i) : EmitIndented(4, escaped switch
                {
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    _ => escaped.ToString(),
                });
            default:
                _mode = _outer.Pop();
                return Emit(TokenKind.IndentedClose, 2);
        }
    }

    private bool EmitIndented(int length, string content)
    {
        _lastStart = _position;
        _tokens.AddText(TokenKind.IndentedText, _position, _position + length, content);
        _position += length;
        return true;
    }
}
