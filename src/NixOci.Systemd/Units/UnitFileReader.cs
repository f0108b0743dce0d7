using System.Text;

namespace NixOci.Systemd.Units;

/// <summary>
/// Reads unit files as systemd does: sections in brackets, settings <c>Key=Value</c>, comments that begin with <c>#</c> or
/// <c>;</c>, and lines that go on after a backslash. The grammar is <c>grammar/systemd-unit.ebnf</c>.
/// </summary>
public sealed class UnitFileReader
{
    private readonly string _text;
    private readonly List<UnitSection> _sections = [];
    private List<UnitEntry>? _entries;
    private int _next;
    private int _line;

    private UnitFileReader(string text) => _text = text;

    /// <summary>Reads a unit file.</summary>
    /// <param name="text">The file's bytes, one per character.</param>
    /// <exception cref="UnitSyntaxException">The text is no unit file.</exception>
    public static UnitFile Read(string text)
    {
        UnitFileReader reader = new(text);
        while (reader.ReadLogicalLine(out string line, out int number)) reader.Take(line, number);
        return new UnitFile(reader._sections);
    }

    private void Take(string line, int number)
    {
        string trimmed = TrimBlanks(line);
        if (trimmed.Length == 0) return;
        if (trimmed[0] == '[')
        {
            if (trimmed.Length < 3 || trimmed[^1] != ']') throw new UnitSyntaxException("invalid section header", number);
            _entries = [];
            _sections.Add(new UnitSection(trimmed[1..^1], _entries));
            return;
        }

        int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new UnitSyntaxException("missing '='", number);
        if (equals == 0) throw new UnitSyntaxException("missing key name before '='", number);
        if (_entries is null) throw new UnitSyntaxException("assignment outside of section", number);
        _entries.Add(new UnitEntry(TrimBlanks(trimmed[..equals]), TrimBlanks(trimmed[(equals + 1)..])));
    }

    /// <summary>
    /// A line with those that it goes on in: the backslash and the line's end become a blank, and comments in between are left out.
    /// </summary>
    private bool ReadLogicalLine(out string line, out int number)
    {
        StringBuilder? joined = null;
        number = 0;
        while (ReadPhysicalLine(out string part))
        {
            if (IsComment(part)) continue;
            if (number == 0) number = _line;
            bool continues = Continues(part);
            if (continues) part = part[..^1];
            if (joined is null && !continues)
            {
                line = part;
                return true;
            }

            joined ??= new StringBuilder();
            joined.Append(part);
            if (!continues)
            {
                line = joined.ToString();
                return true;
            }

            joined.Append(' ');
        }

        line = joined?.ToString() ?? "";
        return joined is not null;
    }

    private bool ReadPhysicalLine(out string line)
    {
        line = "";
        if (_next >= _text.Length) return false;
        int end = _text.IndexOf('\n', _next);
        if (end < 0) end = _text.Length;
        int last = end > _next && _text[end - 1] == '\r' ? end - 1 : end;
        line = _text[_next..last];
        _next = end + 1;
        _line++;
        return true;
    }

    /// <summary>Whether a line ends in a backslash that no other backslash escapes.</summary>
    private static bool Continues(string line)
    {
        int backslashes = 0;
        while (backslashes < line.Length && line[^(backslashes + 1)] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    private static bool IsComment(string line)
    {
        string trimmed = line.TrimStart(' ', '\t');
        return trimmed.Length > 0 && trimmed[0] is '#' or ';';
    }

    private static string TrimBlanks(string text) => text.Trim(' ', '\t', '\r');
}
