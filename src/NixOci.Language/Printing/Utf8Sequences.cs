using System.Text;

namespace NixOci.Language.Printing;

/// <summary>UTF-8 in byte text: one <see cref="char"/> per byte.</summary>
internal static class Utf8Sequences
{
    /// <summary>How many bytes the well-formed sequence at a place has; 0 where there is none.</summary>
    /// <param name="text">The byte text.</param>
    /// <param name="start">Where the sequence begins; a byte of 0x80 or above.</param>
    /// <param name="bad">The first byte that cannot stand where it does; the text's length where the sequence is cut short.</param>
    public static int Length(string text, int start, out int bad)
    {
        (int length, char low, char high) = text[start] switch
        {
            >= '\u00C2' and <= '\u00DF' => (2, '\u0080', '\u00BF'),
            '\u00E0' => (3, '\u00A0', '\u00BF'),
            '\u00ED' => (3, '\u0080', '\u009F'),
            >= '\u00E1' and <= '\u00EF' => (3, '\u0080', '\u00BF'),
            '\u00F0' => (4, '\u0090', '\u00BF'),
            >= '\u00F1' and <= '\u00F3' => (4, '\u0080', '\u00BF'),
            '\u00F4' => (4, '\u0080', '\u008F'),
            _ => (0, '\0', '\0'),
        };
        bad = start;
        if (length == 0) return 0;
        for (int i = 1; i < length; i++)
        {
            bad = start + i;
            if (bad == text.Length || text[bad] < low || text[bad] > high) return 0;
            (low, high) = ('\u0080', '\u00BF');
        }

        return length;
    }

    /// <summary>Appends the bytes of a character.</summary>
    public static void Append(StringBuilder text, int codePoint)
    {
        if (codePoint < 0x80)
        {
            text.Append((char)codePoint);
            return;
        }

        if (codePoint < 0x800)
        {
            text.Append((char)(0xC0 | (codePoint >> 6)));
        }
        else
        {
            if (codePoint < 0x10000)
            {
                text.Append((char)(0xE0 | (codePoint >> 12)));
            }
            else
            {
                text.Append((char)(0xF0 | (codePoint >> 18)));
                text.Append((char)(0x80 | ((codePoint >> 12) & 0x3F)));
            }

            text.Append((char)(0x80 | ((codePoint >> 6) & 0x3F)));
        }

        text.Append((char)(0x80 | (codePoint & 0x3F)));
    }
}
