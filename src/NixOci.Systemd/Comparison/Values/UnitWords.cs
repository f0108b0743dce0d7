using System.Globalization;
using System.Text;

namespace NixOci.Systemd.Comparison.Values;

/// <summary>Cuts values into words as systemd does: quotes of both kinds, and escapes as in C; see "Quoting" in systemd.syntax(7).</summary>
public static class UnitWords
{
    /// <summary>The words of a value, their quoting resolved. What is quoted wrongly is taken as it stands.</summary>
    public static List<string> Split(string value)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isWord = false;
        char quote = '\0';
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '\\' && i + 1 < value.Length)
            {
                isWord = true;
                i = AppendEscape(word, value, i);
            }
            else if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                isWord = true;
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>Appends what an escape stands for; the result is the place of its last character.</summary>
    private static int AppendEscape(StringBuilder word, string value, int at)
    {
        char c = value[at + 1];
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, >= '0' and <= '3' => 3, _ => 0 };
        if (digits > 0)
        {
            int start = c is >= '0' and <= '3' ? at + 1 : at + 2;
            if (start + digits <= value.Length && Number(value.AsSpan(start, digits), c is >= '0' and <= '3' ? 8 : 16) is { } code)
            {
                if (c is 'u' or 'U') AppendUtf8(word, code);
                else word.Append((char)(code & 0xff));
                return start + digits - 1;
            }
        }

        int simple = "abfnrtvs\\\"'".IndexOf(c, StringComparison.Ordinal);
        if (simple >= 0) word.Append("\a\b\f\n\r\t\v \\\"'"[simple]);
        else word.Append('\\').Append(c);
        return at + 1;
    }

    private static int? Number(ReadOnlySpan<char> digits, int radix)
    {
        if (radix == 16)
        {
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : null;
        }

        int octal = 0;
        foreach (char c in digits)
        {
            if (c is < '0' or > '7') return null;
            octal = (octal * 8) + (c - '0');
        }

        return octal;
    }

    private static void AppendUtf8(StringBuilder word, int code)
    {
        if (!Rune.TryCreate(code, out Rune rune)) return;
        Span<byte> bytes = stackalloc byte[4];
        int length = rune.EncodeToUtf8(bytes);
        foreach (byte b in bytes[..length]) word.Append((char)b);
    }
}
