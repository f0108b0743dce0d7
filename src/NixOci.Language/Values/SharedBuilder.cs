using System.Text;

namespace NixOci.Language.Values;

/// <summary>
/// A builder of texts that is used again and again. What makes one text may evaluate what makes others: each takes a builder for the
/// time it is at work, and one of them is kept for the next.
/// </summary>
public static class SharedBuilder
{
    private const int LargestKept = 16 * 1024;

    [ThreadStatic]
    private static StringBuilder? free;

    /// <summary>An empty builder. It need not be given back, but then the next one is new.</summary>
    public static StringBuilder Take()
    {
        StringBuilder builder = free ?? new StringBuilder(512);
        free = null;
        return builder;
    }

    /// <summary>Gives a builder back, and returns the text that it holds; it is not used any more.</summary>
    public static string Finish(StringBuilder builder)
    {
        string text = builder.ToString();
        if (builder.Capacity > LargestKept) return text;
        builder.Clear();
        free = builder;
        return text;
    }
}
