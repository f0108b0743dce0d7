using System.Buffers;
using System.Text;

namespace NixOci.Systemd.Units;

/// <summary>
/// The logical lines of a unit file, one after the other: comments are left out, and lines that go on after a backslash are one. Nothing is
/// copied of a line that stands by itself.
/// </summary>
/// <param name="text">The file's bytes, one per character.</param>
internal ref struct UnitLines(string text)
{
    private const string ByteOrderMark = "\u00ef\u00bb\u00bf";

    // Beyond what systemd.syntax(7) tells, every one of these ends a line, as systemd's read_line_full() has it: a comment hides nothing
    // that stands behind a carriage return.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\0");

    private int _next;
    private int _line;
    private bool _hasMark;

    /// <summary>The line that was read, with its blanks.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>The one-based number of the line that it begins in; comments before it do not count.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line; false at the end.</summary>
    public bool Read()
    {
        // The backslash and the line's end become a blank.
        StringBuilder? joined = null;
        Number = 0;
        while (ReadPhysicalLine(out ReadOnlySpan<char> part))
        {
            if (IsComment(part)) continue;
            if (Number == 0) Number = _line;
            if (!_hasMark && part.StartsWith(ByteOrderMark, StringComparison.Ordinal))
            {
                _hasMark = true;
                part = part[ByteOrderMark.Length..];
            }

            bool continues = Continues(part);
            if (continues) part = part[..^1];
            if (joined is null && !continues)
            {
                Current = part;
                return true;
            }

            joined ??= new StringBuilder();
            joined.Append(part);
            if (!continues) break;
            joined.Append(' ');
        }

        Current = joined?.ToString();
        return joined is not null;
    }

    private bool ReadPhysicalLine(out ReadOnlySpan<char> line)
    {
        line = default;
        if (_next >= text.Length) return false;
        ReadOnlySpan<char> rest = text.AsSpan(_next);
        int length = rest.IndexOfAny(LineEnds);
        if (length < 0) length = rest.Length;
        line = rest[..length];
        _next = AfterLineEnd(_next + length);
        _line++;
        return true;
    }

    /// <summary>Different characters that end lines are one end where they stand together; the same one again is another.</summary>
    private readonly int AfterLineEnd(int at)
    {
        int start = at;
        while (at < text.Length && LineEnds.Contains(text[at]) && !text.AsSpan(start, at - start).Contains(text[at])) at++;
        return at;
    }

    /// <summary>Whether a line ends in a backslash that no other backslash escapes.</summary>
    public static bool Continues(ReadOnlySpan<char> line)
    {
        int backslashes = 0;
        while (backslashes < line.Length && line[^(backslashes + 1)] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    private static bool IsComment(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.TrimStart(UnitStatements.Blanks);
        return trimmed.Length > 0 && trimmed[0] is '#' or ';';
    }
}
