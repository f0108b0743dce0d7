using NixOci.Language.Values;

namespace NixOci.Language.Builtins.Readers;

/// <summary>Sets with the same names in the same order share one shape, so that records of a table are sorted once.</summary>
internal sealed class SetShapes
{
    private const int LongestShared = 64;
    private readonly Dictionary<int, Known> _known = [];

    /// <summary>A set of names with values; where a name occurs twice, the later one stands.</summary>
    public AttrSet Build(ReadOnlySpan<Symbol> names, ReadOnlySpan<Value> values)
    {
        if (names.IsEmpty) return AttrSet.Empty;
        if (names.Length > LongestShared) return BuildAlone(names, values);
        HashCode hash = default;
        foreach (Symbol name in names) hash.Add(name.Id);
        int key = hash.ToHashCode();
        if (!_known.TryGetValue(key, out Known? known) || !names.SequenceEqual(known.Names))
        {
            AttrSet first = BuildAlone(names, values);
            if (first.Count == names.Length) _known[key] = new Known(names.ToArray(), first.Shape);
            return first;
        }

        Value[] placed = new Value[values.Length];
        for (int i = 0; i < placed.Length; i++) placed[known.Places[i]] = values[i];
        return new AttrSet(known.Shape, placed);
    }

    private static AttrSet BuildAlone(ReadOnlySpan<Symbol> names, ReadOnlySpan<Value> values)
    {
        AttrSetBuilder builder = new(names.Length);
        for (int i = 0; i < names.Length; i++) builder.Add(names[i], values[i]);
        return builder.Build();
    }

    private sealed class Known
    {
        public Known(Symbol[] names, AttrShape shape)
        {
            Names = names;
            Shape = shape;
            Places = new int[names.Length];
            for (int i = 0; i < names.Length; i++) Places[i] = shape.IndexOf(names[i]);
        }

        public Symbol[] Names { get; }

        public AttrShape Shape { get; }

        public int[] Places { get; }
    }
}
