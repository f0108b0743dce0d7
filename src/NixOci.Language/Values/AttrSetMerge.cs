using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>
/// The merge of two sorted attribute sets. What lies between two names of the right side is copied in one block, so that a
/// small set laid over a large one costs little more than the copy.
/// </summary>
internal static class AttrSetMerge
{
    public static AttrSet Update(AttrSet left, AttrSet right)
    {
        AttrShape leftShape = left.Shape, rightShape = right.Shape;
        if (ReferenceEquals(leftShape, rightShape)) return right;
        UpdatePlan? plan = leftShape.PlanFor(rightShape);
        return plan is null ? Merge(left, right) : plan.Apply(left.Values, right.Values);
    }

    private static AttrSet Merge(AttrSet left, AttrSet right)
    {
        AttrShape leftShape = left.Shape, rightShape = right.Shape;
        int missing = CountMissing(leftShape, rightShape);
        if (missing == 0 && leftShape.Resolver is null && rightShape.Resolver is null) return Replace(left, right);
        int total = left.Count + missing;
        Merged merged = new(total, leftShape.Positions is not null || rightShape.Positions is not null);
        int from = 0;
        for (int j = 0; j < right.Count; j++)
        {
            int at = leftShape.InsertionPoint(rightShape.Names[j], from, out bool replaces);
            merged.Append(left, from, at - from);
            merged.Append(right, j, 1);
            from = replaces ? at + 1 : at;
        }

        merged.Append(left, from, left.Count - from);
        return merged.ToSet(rightShape.Resolver ?? leftShape.Resolver);
    }

    /// <summary>
    /// The update by a set that adds no names. Where an expression does so again and again, the positions soon are the same
    /// too, and all these sets share one shape.
    /// </summary>
    private static AttrSet Replace(AttrSet left, AttrSet right)
    {
        AttrShape shape = left.Shape.PositionedAs(right.Shape);
        Value[] values = left.Values.AsSpan().ToArray();
        int at = 0;
        for (int i = 0; i < right.Count; i++)
        {
            at = shape.InsertionPoint(right.Shape.Names[i], at, out _);
            values[at] = right.Values[i];
        }

        return new AttrSet(shape, values);
    }

    private static int CountMissing(AttrShape left, AttrShape right)
    {
        int missing = 0, from = 0;
        foreach (Symbol name in right.Names)
        {
            from = left.InsertionPoint(name, from, out bool found);
            if (!found) missing++;
        }

        return missing;
    }

    /// <summary>The arrays of a set in the making.</summary>
    private sealed class Merged(int count, bool isPositioned)
    {
        private readonly Symbol[] _names = new Symbol[count];
        private readonly Value[] _values = new Value[count];
        private readonly Position[]? _positions = isPositioned ? new Position[count] : null;
        private int _count;

        public void Append(AttrSet source, int from, int length)
        {
            if (length == 0) return;
            source.Shape.Names.AsSpan(from, length).CopyTo(_names.AsSpan(_count));
            source.Values.AsSpan(from, length).CopyTo(_values.AsSpan(_count));
            if (_positions is not null) source.Shape.Positions?.AsSpan(from, length).CopyTo(_positions.AsSpan(_count));
            _count += length;
        }

        public AttrSet ToSet(AttrResolver? resolver) => new(
            _positions is null && resolver is null ? AttrShape.Of(_names) : new AttrShape(_names, _positions, resolver), _values);
    }
}

/// <summary>
/// How sets of one shape are updated by sets of another: made when the same two shapes meet again, as they do wherever an
/// expression with <c>//</c> is evaluated over and over.
/// </summary>
internal sealed class UpdatePlan
{
    private readonly AttrShape _result;

    /// <summary>For each attribute of the result its index on the left, or the complement of its index on the right.</summary>
    private readonly int[] _sources;

    /// <summary>Where the attributes of the right go, if it adds no names; null otherwise.</summary>
    private readonly int[]? _places;

    public UpdatePlan(AttrShape left, AttrShape right)
    {
        Right = right;
        List<int> sources = new(left.Names.Length + right.Names.Length);
        int i = 0, j = 0;
        while (i < left.Names.Length || j < right.Names.Length)
        {
            bool takeRight = i >= left.Names.Length || (j < right.Names.Length && right.Names[j].Id <= left.Names[i].Id);
            if (takeRight && i < left.Names.Length && left.Names[i] == right.Names[j]) i++;
            sources.Add(takeRight ? ~j++ : i++);
        }

        _sources = [.. sources];
        bool addsNone = _sources.Length == left.Names.Length && left.Resolver is null && right.Resolver is null;
        _result = addsNone ? left.PositionedAs(right) : ResultShape(left, right);
        if (!addsNone) return;
        _places = new int[right.Names.Length];
        for (int place = 0; place < _sources.Length; place++)
        {
            if (_sources[place] < 0) _places[~_sources[place]] = place;
        }
    }

    public AttrShape Right { get; }

    public AttrSet Apply(Value[] left, Value[] right)
    {
        if (_places is not null) return Replace(left, right, _places);
        int[] sources = _sources;
        Value[] values = new Value[sources.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int source = sources[i];
            values[i] = source >= 0 ? left[source] : right[~source];
        }

        return new AttrSet(_result, values);
    }

    private AttrSet Replace(Value[] left, Value[] right, int[] places)
    {
        Value[] values = left.AsSpan().ToArray();
        for (int i = 0; i < places.Length; i++) values[places[i]] = right[i];
        return new AttrSet(_result, values);
    }

    private AttrShape ResultShape(AttrShape left, AttrShape right)
    {
        Symbol[] names = new Symbol[_sources.Length];
        Position[]? positions = left.Positions is null && right.Positions is null ? null : new Position[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            int source = _sources[i];
            AttrShape shape = source >= 0 ? left : right;
            int index = source >= 0 ? source : ~source;
            names[i] = shape.Names[index];
            if (positions is not null && shape.Positions is not null) positions[i] = shape.Positions[index];
        }

        return new AttrShape(names, positions, right.Resolver ?? left.Resolver);
    }
}
