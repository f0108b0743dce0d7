using System.Text;

namespace NixOci.Cli.Errors;

/// <summary>Sets text behind a label.</summary>
internal static class Indentation
{
    /// <summary>
    /// The text behind a label, its further lines indented to stand below the first. Blanks at the ends of lines and of the text
    /// are dropped.
    /// </summary>
    /// <param name="label">The label, perhaps in colour.</param>
    /// <param name="width">How wide the label is.</param>
    /// <param name="text">The text.</param>
    public static string Hang(string label, int width, string text)
    {
        StringBuilder result = new(text.Length + 64);
        result.Append(label);
        ReadOnlySpan<char> lines = text.AsSpan().TrimEnd();
        bool isFirst = true;
        foreach (Range range in lines.Split('\n'))
        {
            ReadOnlySpan<char> line = lines[range].TrimEnd();
            if (!isFirst) result.Append('\n');
            if (line.Length > 0) result.Append(' ', isFirst ? 1 : width + 1).Append(line);
            isFirst = false;
        }

        return result.ToString();
    }
}
