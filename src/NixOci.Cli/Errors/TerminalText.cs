using System.Text;

namespace NixOci.Cli.Errors;

/// <summary>Keeps text that others wrote from steering the terminal that it is shown on.</summary>
internal static class TerminalText
{
    private const char Escape = '\e';
    private const int TabWidth = 8;

    /// <summary>
    /// The text without escape sequences and other control characters, tabs as blanks. Sequences that only colour are kept where
    /// there are colours.
    /// </summary>
    public static string Clean(string text, bool keepColors)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x9') && !text.AsSpan().ContainsAnyInRange('\xb', '\x1f')
            && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')) return text;
        StringBuilder cleaned = new(text.Length);
        int column = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == Escape)
            {
                int end = EndOfSequence(text, i);
                if (keepColors && text[end - 1] == 'm') cleaned.Append(text, i, end - i);
                i = end - 1;
            }
            else if (c == '\n')
            {
                cleaned.Append(c);
                column = 0;
            }
            else if (c == '\t')
            {
                int blanks = TabWidth - (column % TabWidth);
                cleaned.Append(' ', blanks);
                column += blanks;
            }
            else if (!char.IsControl(c))
            {
                cleaned.Append(c);
                column++;
            }
        }

        return cleaned.ToString();
    }

    /// <summary>
    /// The end of the sequence that begins at an escape character: parameters and intermediates up to a final letter; a lone
    /// escape goes alone.
    /// </summary>
    private static int EndOfSequence(string text, int start)
    {
        int i = start + 1;
        if (i >= text.Length || text[i] != '[') return Math.Min(i, text.Length);
        for (i++; i < text.Length && text[i] is >= ' ' and <= '?'; i++)
        {
        }

        return i < text.Length && text[i] is >= '@' and <= '~' ? i + 1 : i;
    }
}
