using System.Globalization;
using System.Text;
using NixOci.Language.Printing;

namespace NixOci.Language.Builtins.Readers;

/// <summary>The tokens of JSON.</summary>
internal enum JsonToken
{
    None,
    True,
    False,
    Null,
    String,
    Integer,
    Unsigned,
    Float,
    ArrayStart,
    ArrayEnd,
    ObjectStart,
    ObjectEnd,
    Colon,
    Comma,
    Error,
    End,
    Value,
}

/// <summary>
/// Splits JSON text, one character per byte, into tokens. Positions and messages are those of nlohmann's library: it counts
/// characters as it reads them, one ahead of what it understands, and reads a line's end twice after a number.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class JsonLexer(string text)
{
    private readonly StringBuilder _unescaped = new();
    private int _read;
    private int _tokenStart;
    private bool _pushedBackLine;
    private bool _started;

    /// <summary>What is wrong, after <see cref="JsonToken.Error"/>.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The text of a string token.</summary>
    public string StringValue { get; private set; } = "";

    /// <summary>The number of a token without point and exponent and with a sign.</summary>
    public long IntegerValue { get; private set; }

    /// <summary>The number of a token without sign, point and exponent.</summary>
    public ulong UnsignedValue { get; private set; }

    /// <summary>The number of any other number token.</summary>
    public double FloatValue { get; private set; }

    /// <summary>How many characters were read, the end counted as one.</summary>
    public int CharactersRead => _read;

    /// <summary>Where reading stands, as a message tells it.</summary>
    public string Place
    {
        get
        {
            ReadOnlySpan<char> before = text.AsSpan(0, Math.Min(_read, text.Length));
            int line = before.Count('\n') + 1;
            int column = _pushedBackLine ? 0 : _read - (before.LastIndexOf('\n') + 1);
            return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");
        }
    }

    /// <summary>What was read since the last string or number began, with control characters made visible.</summary>
    public string LastRead
    {
        get
        {
            StringBuilder shown = new();
            foreach (char c in text.AsSpan(_tokenStart, Math.Min(_read, text.Length) - _tokenStart))
            {
                if (c <= 0x1F) shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)c:X4}>");
                else shown.Append(c);
            }

            return shown.ToString();
        }
    }

    /// <summary>How a message names a token.</summary>
    public static string NameOf(JsonToken token) => token switch
    {
        JsonToken.True => "true literal",
        JsonToken.False => "false literal",
        JsonToken.Null => "null literal",
        JsonToken.String => "string literal",
        JsonToken.Integer or JsonToken.Unsigned or JsonToken.Float => "number literal",
        JsonToken.ArrayStart => "'['",
        JsonToken.ArrayEnd => "']'",
        JsonToken.ObjectStart => "'{'",
        JsonToken.ObjectEnd => "'}'",
        JsonToken.Colon => "':'",
        JsonToken.Comma => "','",
        JsonToken.End => "end of input",
        JsonToken.Value => "'[', '{', or a literal",
        _ => "<parse error>",
    };

    /// <summary>Reads the next token.</summary>
    public JsonToken Next()
    {
        if (!_started)
        {
            _started = true;
            if (!SkipByteOrderMark()) return Wrong("invalid BOM; must be 0xEF 0xBB 0xBF if given");
        }

        int c = Read();
        while (c is ' ' or '\t' or '\n' or '\r') c = Read();
        switch (c)
        {
            case '[': return JsonToken.ArrayStart;
            case ']': return JsonToken.ArrayEnd;
            case '{': return JsonToken.ObjectStart;
            case '}': return JsonToken.ObjectEnd;
            case ':': return JsonToken.Colon;
            case ',': return JsonToken.Comma;
            case 't': return Literal("true", JsonToken.True);
            case 'f': return Literal("false", JsonToken.False);
            case 'n': return Literal("null", JsonToken.Null);
            case '"': return String();
            case '-' or (>= '0' and <= '9'): return Number(c);
            case -1 or 0: return JsonToken.End;
            default: return Wrong("invalid literal");
        }
    }

    private int Read()
    {
        _pushedBackLine = false;
        int c = _read < text.Length ? text[_read] : -1;
        _read++;
        return c;
    }

    private void PushBack()
    {
        _read--;
        _pushedBackLine = _read < text.Length && text[_read] == '\n';
    }

    private bool SkipByteOrderMark()
    {
        if (Read() == 0xEF) return Read() == 0xBB && Read() == 0xBF;
        PushBack();
        return true;
    }

    private JsonToken Wrong(string fault)
    {
        Fault = fault;
        return JsonToken.Error;
    }

    private JsonToken Literal(string literal, JsonToken token)
    {
        for (int i = 1; i < literal.Length; i++)
        {
            if (Read() != literal[i]) return Wrong("invalid literal");
        }

        return token;
    }

    private JsonToken Number(int first)
    {
        _tokenStart = _read - 1;
        bool isSigned = first == '-', isFloat = false;
        int c = first;
        if (isSigned)
        {
            c = Read();
            if (!IsDigit(c)) return Wrong("invalid number; expected digit after '-'");
        }

        c = c == '0' ? Read() : SkipDigits();
        if (c == '.')
        {
            isFloat = true;
            if (!IsDigit(Read())) return Wrong("invalid number; expected digit after '.'");
            c = SkipDigits();
        }

        if (c is 'e' or 'E')
        {
            isFloat = true;
            c = Read();
            if (c is '+' or '-')
            {
                if (!IsDigit(Read())) return Wrong("invalid number; expected digit after exponent sign");
            }
            else if (!IsDigit(c))
            {
                return Wrong("invalid number; expected '+', '-', or digit after exponent");
            }

            SkipDigits();
        }

        PushBack();
        return NumberValue(text.AsSpan(_tokenStart, _read - _tokenStart), isSigned, isFloat);
    }

    /// <summary>A number that is too large for 64 bits is a float.</summary>
    private JsonToken NumberValue(ReadOnlySpan<char> digits, bool isSigned, bool isFloat)
    {
        if (!isFloat && isSigned && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            IntegerValue = integer;
            return JsonToken.Integer;
        }

        if (!isFloat && !isSigned && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned))
        {
            UnsignedValue = unsigned;
            return JsonToken.Unsigned;
        }

        FloatValue = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return JsonToken.Float;
    }

    private int SkipDigits()
    {
        int c = Read();
        while (IsDigit(c)) c = Read();
        return c;
    }

    private JsonToken String()
    {
        _tokenStart = _read - 1;
        _unescaped.Clear();
        int copied = _read;
        while (true)
        {
            int c = Read();
            switch (c)
            {
                case '"':
                    StringValue = _unescaped.Length == 0
                        ? text.Substring(copied, _read - 1 - copied)
                        : _unescaped.Append(text, copied, _read - 1 - copied).ToString();
                    return JsonToken.String;
                case '\\':
                    _unescaped.Append(text, copied, _read - 1 - copied);
                    if (!Escape()) return JsonToken.Error;
                    copied = _read;
                    break;
                case -1:
                    return Wrong("invalid string: missing closing quote");
                case < 0x20:
                    return Wrong($"invalid string: control character {JsonControlCharacters.Describe(c)}");
                case >= 0x80:
                    int length = Utf8Sequences.Length(text, _read - 1, out int bad);
                    if (length > 0)
                    {
                        _read += length - 1;
                        break;
                    }

                    // The byte at fault was read too.
                    _read = bad + 1;
                    return Wrong("invalid string: ill-formed UTF-8 byte");
            }
        }
    }

    private bool Escape()
    {
        int c = Read();
        switch (c)
        {
            case '"' or '\\' or '/': _unescaped.Append((char)c); return true;
            case 'b': _unescaped.Append('\b'); return true;
            case 'f': _unescaped.Append('\f'); return true;
            case 'n': _unescaped.Append('\n'); return true;
            case 'r': _unescaped.Append('\r'); return true;
            case 't': _unescaped.Append('\t'); return true;
            case 'u': return CodePoint();
            default:
                Wrong("invalid string: forbidden character after backslash");
                return false;
        }
    }

    private bool CodePoint()
    {
        const string NotHex = "invalid string: '\\u' must be followed by 4 hex digits";
        const string Unpaired = "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
        int code = HexDigits();
        if (code < 0) return Fail(NotHex);
        if (code is >= 0xDC00 and <= 0xDFFF) return Fail("invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF");
        if (code is >= 0xD800 and <= 0xDBFF)
        {
            if (Read() != '\\' || Read() != 'u') return Fail(Unpaired);
            int low = HexDigits();
            if (low < 0) return Fail(NotHex);
            if (low is < 0xDC00 or > 0xDFFF) return Fail(Unpaired);
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }

        Utf8Sequences.Append(_unescaped, code);
        return true;
    }

    private bool Fail(string fault)
    {
        Wrong(fault);
        return false;
    }

    private int HexDigits()
    {
        int code = 0;
        for (int i = 0; i < 4; i++)
        {
            int c = Read();
            if (c < 0 || !char.IsAsciiHexDigit((char)c)) return -1;
            code = (code << 4) | (IsDigit(c) ? c - 0x30 : (c | 0x20) - 0x61 + 10);
        }

        return code;
    }

    private static bool IsDigit(int c) => c is >= '0' and <= '9';
}
