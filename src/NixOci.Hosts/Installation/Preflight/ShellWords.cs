using System.Text;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>Reads the words of a command in a shell script, quotes removed; see "Quoting" in the standard of the shell.</summary>
internal static class ShellWords
{
    /// <summary>The words from a place to the end of the command: a line's end, <c>|</c>, <c>&amp;</c> or <c>;</c> outside of quotes.</summary>
    /// <param name="text">The script.</param>
    /// <param name="start">Where the command begins.</param>
    /// <returns>The words; null in place of one that the shell computes when it runs.</returns>
    public static List<string?> Read(string text, int start)
    {
        List<string?> words = [];
        StringBuilder? word = null;
        bool isComputed = false;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\n' or '|' or '&' or ';') break;
            if (c is ' ' or '\t')
            {
                End();
            }
            else if (c == '\\' && i + 1 < text.Length)
            {
                if (text[++i] != '\n') (word ??= new StringBuilder()).Append(text[i]);
            }
            else if (c is '\'' or '"')
            {
                word ??= new StringBuilder();
                i = ReadQuoted(text, i, word, ref isComputed);
            }
            else
            {
                isComputed |= c is '$' or '`';
                (word ??= new StringBuilder()).Append(c);
            }
        }

        End();
        return words;

        void End()
        {
            if (word is null) return;
            words.Add(isComputed ? null : word.ToString());
            word = null;
            isComputed = false;
        }
    }

    /// <summary>Reads to the closing quote; the result is its place.</summary>
    private static int ReadQuoted(string text, int open, StringBuilder word, ref bool isComputed)
    {
        char quote = text[open];
        int i = open + 1;
        for (; i < text.Length && text[i] != quote; i++)
        {
            if (quote == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('"' or '\\' or '$' or '`' or '\n'))
            {
                i++;
                if (text[i] == '\n') continue;
            }
            else if (quote == '"' && text[i] is ('$' or '`'))
            {
                isComputed = true;
            }

            word.Append(text[i]);
        }

        return i;
    }
}
