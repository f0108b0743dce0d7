using System.Text;
using NixOci.Systemd.Units;

namespace NixOci.Fuzzing;

/// <summary>
/// Reads units character by character as systemd does, written apart from the program's reader, so that each is held against the other. What
/// cannot be read is passed over.
/// </summary>
internal static class UnitOracle
{
    /// <summary>What a text in UTF-8 may begin with.</summary>
    public const string ByteOrderMark = "\u00ef\u00bb\u00bf";

    /// <summary>The sections and settings as lines.</summary>
    public static List<string> Lines(UnitFile file)
    {
        List<string> lines = [];
        foreach (UnitSection section in file.Sections)
        {
            lines.Add("[" + section.Name + "]");
            foreach (UnitEntry entry in section.Entries) lines.Add(entry.Key + "=" + entry.Value);
        }

        return lines;
    }

    /// <summary>Reads a text.</summary>
    public static List<string> Read(string text)
    {
        List<string> lines = [];
        bool isInSection = false, hasMark = false;
        string? joined = null;
        foreach (string physical in PhysicalLines(text))
        {
            string line = physical;
            if (line.TrimStart(' ', '\t') is ['#' or ';', ..]) continue;
            if (!hasMark && line.StartsWith(ByteOrderMark, StringComparison.Ordinal))
            {
                hasMark = true;
                line = line[ByteOrderMark.Length..];
            }

            string whole = joined + line;
            if (IsEscapedAtEnd(whole))
            {
                joined = whole[..^1] + " ";
                continue;
            }

            joined = null;
            Take(whole, lines, ref isInSection);
        }

        if (joined is not null) Take(joined, lines, ref isInSection);
        return lines;
    }

    private static bool IsEscapedAtEnd(string text)
    {
        bool isEscaped = false;
        foreach (char c in text) isEscaped = !isEscaped && c == '\\';
        return isEscaped;
    }

    private static IEnumerable<string> PhysicalLines(string text)
    {
        StringBuilder line = new();
        string end = "";
        foreach (char c in text)
        {
            bool isEnd = c is '\n' or '\r' or '\0';
            if (end.Length > 0 && (!isEnd || end.Contains(c)))
            {
                yield return line.ToString();
                line.Clear();
                end = "";
            }

            if (isEnd) end += c;
            else line.Append(c);
        }

        if (line.Length > 0 || end.Length > 0) yield return line.ToString();
    }

    private static void Take(string line, List<string> lines, ref bool isInSection)
    {
        line = line.Trim(' ', '\t');
        if (line.Length == 0 || !IsUtf8(line)) return;
        if (line.StartsWith('['))
        {
            isInSection = line.Length > 2 && line.EndsWith(']');
            if (isInSection) lines.Add(line);
            return;
        }

        int equals = line.IndexOf('=', StringComparison.Ordinal);
        if (isInSection && equals > 0) lines.Add(line[..equals].TrimEnd(' ', '\t') + "=" + line[(equals + 1)..].TrimStart(' ', '\t'));
    }

    private static bool IsUtf8(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(Encoding.Latin1.GetBytes(text));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
