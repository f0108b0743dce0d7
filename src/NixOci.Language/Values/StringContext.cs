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
        List<string> merged = new(_elements.Length + other._elements.Length);
        int i = 0, j = 0;
        while (i < _elements.Length && j < other._elements.Length)
        {
            int order = string.CompareOrdinal(_elements[i], other._elements[j]);
            if (order <= 0) merged.Add(_elements[i]);
            else merged.Add(other._elements[j]);
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        while (i < _elements.Length) merged.Add(_elements[i++]);
        while (j < other._elements.Length) merged.Add(other._elements[j++]);
        if (merged.Count == _elements.Length) return this;
        return merged.Count == other._elements.Length ? other : new StringContext([.. merged]);
    }
}
