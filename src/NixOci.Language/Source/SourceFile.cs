using System.Text;

namespace NixOci.Language.Source;

/// <summary>
/// A text that positions point into. The text holds one <see cref="char"/> per byte (Latin-1), because Nix strings are
/// byte strings and columns count bytes.
/// </summary>
public sealed class SourceFile
{
    private int[]? _lineStarts;

    /// <summary>Creates a source from text that already holds one character per byte.</summary>
    /// <param name="name">The name shown in messages: an absolute path, or a label such as <c>«string»</c>.</param>
    /// <param name="text">The bytes, one per character.</param>
    /// <param name="baseDirectory">The absolute directory against which relative path literals are resolved.</param>
    public SourceFile(string name, string text, string baseDirectory)
    {
        Name = name;
        Text = text;
        BaseDirectory = baseDirectory;
    }

    /// <summary>The name shown in messages.</summary>
    public string Name { get; }

    /// <summary>The text, one character per byte.</summary>
    public string Text { get; }

    /// <summary>The absolute directory against which relative path literals are resolved.</summary>
    public string BaseDirectory { get; }

    /// <summary>Whether the text was read from a file named <see cref="Name"/>.</summary>
    public bool IsOnDisk => Name.Length > 0 && Name[0] == '/';

    /// <summary>Creates a source from bytes read from a file.</summary>
    public static SourceFile FromBytes(string path, ReadOnlySpan<byte> bytes)
        => new(path, Encoding.Latin1.GetString(bytes), Path.GetDirectoryName(path) ?? "/");

    /// <summary>Creates a source from ordinary (Unicode) text, as given on a command line.</summary>
    public static SourceFile FromUnicode(string name, string text, string baseDirectory)
        => new(name, ByteText.FromUnicode(text), baseDirectory);

    /// <summary>The number of lines, counting one that the text does not end.</summary>
    public int LineCount => LineStarts.Length;

    /// <summary>The one-based line and column (in bytes) of an offset.</summary>
    public (int Line, int Column) LineAndColumn(int offset)
    {
        int[] starts = LineStarts;
        int index = Array.BinarySearch(starts, offset);
        if (index < 0) index = ~index - 1;
        return (index + 1, offset - starts[index] + 1);
    }

    /// <summary>A line's bytes without its line end; <paramref name="line"/> is one-based.</summary>
    public string LineText(int line)
    {
        int[] starts = LineStarts;
        int start = starts[line - 1];
        int end = line < starts.Length ? starts[line] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r') end--;
        return Text[start..end];
    }

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>A line ends at LF, at CR LF, or at a CR that no LF follows, as Nix counts them.</summary>
    private static int[] FindLineStarts(string text)
    {
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n'))) starts.Add(i + 1);
        }

        return [.. starts];
    }
}
