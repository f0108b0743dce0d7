using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>Collects attributes in any order and sorts them once.</summary>
public sealed class AttrSetBuilder
{
    /// <summary>Up to how many attributes are sorted by insertion, which needs no memory.</summary>
    private const int FewEnough = 24;

    private Symbol[] _names;
    private Value[] _values;
    private Position[]? _positions;
    private int _count;
    private bool _isBuilt;

    /// <param name="capacity">How many are expected.</param>
    public AttrSetBuilder(int capacity = 4)
    {
        _names = capacity == 0 ? [] : new Symbol[capacity];
        _values = capacity == 0 ? [] : new Value[capacity];
    }

    /// <summary>How many attributes were added, repetitions counted.</summary>
    public int Count => _count;

    /// <summary>Adds an attribute; where a name is added twice, the later one stands.</summary>
    public AttrSetBuilder Add(Symbol name, Value value, Position position = default)
    {
        if (_isBuilt) LeaveArrays();
        if (_count == _names.Length) Resize(Math.Max(4, 2 * _count));
        if (position.IsKnown) (_positions ??= new Position[_names.Length])[_count] = position;
        _names[_count] = name;
        _values[_count++] = value;
        return this;
    }

    internal void AddAt(AttrSet set, int index)
        => Add(set.Shape.Names[index], set.Values[index], set.Shape.Positions is null ? default : set.Shape.Positions[index]);

    /// <summary>The set of what was added.</summary>
    public AttrSet Build()
    {
        if (_count == 0) return AttrSet.Empty;
        if (!IsSorted())
        {
            if (_count <= FewEnough) SortFew();
            else SortMany();
            LeaveOutRepetitions();
        }

        if (_values.Length != _count) Resize(_count);
        _isBuilt = true;
        return new AttrSet(_positions is null ? AttrShape.Of(_names) : new AttrShape(_names, _positions), _values);
    }

    private bool IsSorted()
    {
        for (int i = 1; i < _count; i++)
        {
            if (_names[i - 1].Id >= _names[i].Id) return false;
        }

        return true;
    }

    private void SortFew()
    {
        for (int i = 1; i < _count; i++)
        {
            Symbol name = _names[i];
            int to = i;
            while (to > 0 && _names[to - 1].Id > name.Id) to--;
            if (to == i) continue;
            MoveTo(_names, i, to);
            MoveTo(_values, i, to);
            if (_positions is not null) MoveTo(_positions, i, to);
        }
    }

    private static void MoveTo<T>(T[] items, int from, int to)
    {
        T item = items[from];
        Array.Copy(items, to, items, to + 1, from - to);
        items[to] = item;
    }

    private void SortMany()
    {
        // The key holds the order of adding in its low half, because Array.Sort is not stable.
        long[] keys = new long[_count];
        for (int i = 0; i < keys.Length; i++) keys[i] = ((long)_names[i].Id << 32) | (uint)i;
        Array.Sort(keys);
        Symbol[] names = new Symbol[_count];
        Value[] values = new Value[_count];
        Position[]? positions = _positions is null ? null : new Position[_count];
        for (int i = 0; i < keys.Length; i++)
        {
            int from = (int)(uint)keys[i];
            names[i] = _names[from];
            values[i] = _values[from];
            if (positions is not null) positions[i] = _positions![from];
        }

        (_names, _values, _positions) = (names, values, positions);
    }

    private void LeaveOutRepetitions()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (i + 1 < _count && _names[i + 1] == _names[i]) continue;
            _names[kept] = _names[i];
            _values[kept] = _values[i];
            if (_positions is not null) _positions[kept] = _positions[i];
            kept++;
        }

        _count = kept;
    }

    /// <summary>Takes arrays of its own, for the set that was built has the others.</summary>
    private void LeaveArrays()
    {
        _names = (Symbol[])_names.Clone();
        _values = (Value[])_values.Clone();
        _positions = (Position[]?)_positions?.Clone();
        _isBuilt = false;
    }

    private void Resize(int length)
    {
        Array.Resize(ref _names, length);
        Array.Resize(ref _values, length);
        if (_positions is not null) Array.Resize(ref _positions, length);
    }
}
