using System.Runtime.InteropServices;
using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>Collects attributes in any order and sorts them once.</summary>
/// <param name="capacity">How many are expected.</param>
public sealed class AttrSetBuilder(int capacity = 4)
{
    private readonly List<Entry> _entries = new(capacity);
    private bool _positioned;

    /// <summary>How many attributes were added, repetitions counted.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds an attribute; where a name is added twice, the later one stands.</summary>
    public AttrSetBuilder Add(Symbol name, Value value, Position position = default)
    {
        _entries.Add(new Entry(name, value, position));
        _positioned |= position.IsKnown;
        return this;
    }

    internal void AddAt(AttrSet set, int index)
        => Add(set.Shape.Names[index], set.Values[index], set.Shape.Positions is null ? default : set.Shape.Positions[index]);

    /// <summary>The set of what was added.</summary>
    public AttrSet Build()
    {
        if (_entries.Count == 0) return AttrSet.Empty;
        ReadOnlySpan<Entry> entries = CollectionsMarshal.AsSpan(_entries);
        bool sorted = true;
        for (int i = 1; i < entries.Length && sorted; i++) sorted = entries[i - 1].Name.Id < entries[i].Name.Id;
        if (!sorted) entries = SortKeepingLast(entries.ToArray());

        Symbol[] names = new Symbol[entries.Length];
        Value[] values = new Value[entries.Length];
        Position[]? positions = _positioned ? new Position[entries.Length] : null;
        for (int i = 0; i < entries.Length; i++)
        {
            names[i] = entries[i].Name;
            values[i] = entries[i].Value;
            if (positions is not null) positions[i] = entries[i].Position;
        }

        return new AttrSet(new AttrShape(names, positions), values);
    }

    private static Entry[] SortKeepingLast(Entry[] entries)
    {
        // The key holds the order of adding in its low half, because Array.Sort is not stable.
        long[] keys = new long[entries.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = ((long)entries[i].Name.Id << 32) | (uint)i;
        Array.Sort(keys, entries);
        int n = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            if (i + 1 < entries.Length && entries[i + 1].Name == entries[i].Name) continue;
            entries[n++] = entries[i];
        }

        return n == entries.Length ? entries : entries[..n];
    }

    private readonly record struct Entry(Symbol Name, Value Value, Position Position);
}
