using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NixOci.Systemd.Units;

/// <summary>
/// Reads unit files as systemd does: sections in brackets, settings <c>Key=Value</c>, comments that begin with <c>#</c> or
/// <c>;</c>, and lines that go on after a backslash. The grammar is <c>grammar/systemd-unit.ebnf</c>.
/// </summary>
public sealed class UnitFileReader
{
    private const string ByteOrderMark = "\u00ef\u00bb\u00bf";

    // Beyond what systemd.syntax(7) tells, every one of these ends a line, as systemd's read_line_full() has it: a comment hides nothing
    // that stands behind a carriage return.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\0");

    private readonly string _text;
    private readonly List<UnitSection> _sections = [];
    private List<UnitEntry>? _entries;
    private int _next;
    private int _line;
    private bool _hasMark;

    private UnitFileReader(string text) => _text = text;

    /// <summary>Reads a unit file.</summary>
    /// <param name="text">The file's bytes, one per character.</param>
    /// <exception cref="UnitSyntaxException">The text is no unit file.</exception>
    public static UnitFile Read(string text) => Read(text, isStrict: true);

    /// <summary>Reads what can be read of a text that may be no unit file; lines that systemd could not read are passed over.</summary>
    /// <param name="text">The file's bytes, one per character.</param>
    public static UnitFile ReadWhatIsReadable(string text) => Read(text, isStrict: false);

    private static UnitFile Read(string text, bool isStrict)
    {
        UnitFileReader reader = new(text);
        while (reader.ReadLogicalLine(out string line, out int number))
        {
            if (reader.Take(TrimBlanks(line)) is { } mistake && isStrict) throw new UnitSyntaxException(mistake, number);
        }

        return new UnitFile(reader._sections);
    }

    /// <summary>Takes a logical line; tells what is wrong with one that says nothing.</summary>
    private string? Take(string line)
    {
        if (line.Length == 0) return null;
        if (!IsUtf8(line)) return "text that is not UTF-8";
        if (line[0] == '[')
        {
            _entries = null;
            if (line.Length < 3 || line[^1] != ']') return "invalid section header";
            _entries = [];
            _sections.Add(new UnitSection(line[1..^1], _entries));
            return null;
        }

        int equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return "missing '='";
        if (equals == 0) return "missing key name before '='";
        if (_entries is null) return "assignment outside of section";
        _entries.Add(new UnitEntry(TrimBlanks(line[..equals]), TrimBlanks(line[(equals + 1)..])));
        return null;
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
            if (!_hasMark && part.StartsWith(ByteOrderMark, StringComparison.Ordinal))
            {
                _hasMark = true;
                part = part[ByteOrderMark.Length..];
            }

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
        int length = _text.AsSpan(_next).IndexOfAny(LineEnds);
        int end = length < 0 ? _text.Length : _next + length;
        line = _text[_next..end];
        _next = AfterLineEnd(end);
        _line++;
        return true;
    }

    /// <summary>Different characters that end lines are one end where they stand together; the same one again is another.</summary>
    private int AfterLineEnd(int at)
    {
        int start = at;
        while (at < _text.Length && LineEnds.Contains(_text[at]) && !_text.AsSpan(start, at - start).Contains(_text[at])) at++;
        return at;
    }

    /// <summary>Whether a line ends in a backslash that no other backslash escapes.</summary>
    private static bool Continues(string line)
    {
        int backslashes = 0;
        while (backslashes < line.Length && line[^(backslashes + 1)] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    private static bool IsUtf8(string text) => Ascii.IsValid(text) || Utf8.IsValid(Encoding.Latin1.GetBytes(text));

    private static bool IsComment(string line)
    {
        string trimmed = line.TrimStart(' ', '\t');
        return trimmed.Length > 0 && trimmed[0] is '#' or ';';
    }

    private static string TrimBlanks(string text) => text.Trim(' ', '\t');
}
