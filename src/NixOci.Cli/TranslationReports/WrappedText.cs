using System.Text;

namespace NixOci.Cli.TranslationReports;

/// <summary>Lists that are broken into lines between their items.</summary>
internal static class WrappedText
{
    /// <summary>The items after each other, with commas between them.</summary>
    /// <param name="items">The items, none of which is broken.</param>
    /// <param name="width">How long lines may be, as far as single items allow.</param>
    /// <param name="indent">What further lines begin with; its length is counted for the first line as well.</param>
    public static string Wrap(IReadOnlyList<string> items, int width, string indent)
    {
        StringBuilder text = new();
        int column = indent.Length;
        for (int i = 0; i < items.Count; i++)
        {
            int needed = items[i].Length + (i + 1 < items.Count ? 1 : 0);
            if (i > 0 && column + 1 + needed > width)
            {
                text.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (i > 0)
            {
                text.Append(' ');
                column++;
            }

            text.Append(items[i]);
            if (i + 1 < items.Count) text.Append(',');
            column += needed;
        }

        return text.ToString();
    }
}
