namespace NixOci.Language.Values;

/// <summary>
/// The set of store objects that a string refers to, in Nix's own encoding of the elements: <c>/nix/store/…</c> for a
/// store path, <c>=/nix/store/….drv</c> for a derivation with all its outputs, <c>!OUTPUT!/nix/store/….drv</c> for one output.
/// </summary>
public sealed class StringContext
{
    /// <summary>The empty context.</summary>
    public static readonly StringContext Empty = new([]);

    private readonly string[] _elements;

    private StringContext(string[] elements) => _elements = elements;

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => _elements.Length == 0;

    /// <summary>The elements in byte order, without repetition.</summary>
    public IReadOnlyList<string> Elements => _elements;

    /// <summary>A context of one element.</summary>
    public static StringContext Of(string element) => new([element]);

    /// <summary>A context of some elements, in any order.</summary>
    public static StringContext Of(IEnumerable<string> elements)
    {
        string[] sorted = [.. new SortedSet<string>(elements, StringComparer.Ordinal)];
        return sorted.Length == 0 ? Empty : new StringContext(sorted);
    }

    /// <summary>The union of two contexts.</summary>
    public StringContext Union(StringContext other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other)) return this;
        if (IsEmpty) return other;
        int count = Merge(_elements, other._elements, []);
        if (count == _elements.Length) return this;
        if (count == other._elements.Length) return other;
        string[] merged = new string[count];
        Merge(_elements, other._elements, merged);
        return new StringContext(merged);
    }

    /// <summary>Counts the elements of a union, and writes them where there is room for them.</summary>
    private static int Merge(string[] left, string[] right, Span<string> merged)
    {
        int i = 0, j = 0, count = 0;
        for (; i < left.Length || j < right.Length; count++)
        {
            int order = i == left.Length ? 1 : j == right.Length ? -1 : string.CompareOrdinal(left[i], right[j]);
            if (merged.Length > 0) merged[count] = order <= 0 ? left[i] : right[j];
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        return count;
    }
}
