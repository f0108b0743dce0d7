using System.Runtime.InteropServices;
using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>
/// The names of an attribute set and where they were defined, without the values. Sets made by the same expression share one
/// shape, so that their names are sorted once.
/// </summary>
internal sealed class AttrShape
{
    public static readonly AttrShape Empty = new([], null);

    private const int LongestScanned = 12;
    private const int LongestShared = 32;

    /// <summary>Shapes without positions that were asked for lately, each in the place of its names.</summary>
    private static readonly AttrShape?[] Lately = new AttrShape?[1024];

    private int[]? _byName;
    private AttrShape? _lastRight;
    private UpdatePlan? _plan;
    private Derived? _derived;

    /// <param name="names">The names, by ascending id, each once.</param>
    /// <param name="positions">Where each was defined, parallel to the names; null where nothing is known.</param>
    /// <param name="resolver">What supplies attributes beyond the names; nearly always null.</param>
    public AttrShape(Symbol[] names, Position[]? positions, AttrResolver? resolver = null)
    {
        Names = names;
        Positions = positions;
        Resolver = resolver;
    }

    /// <summary>
    /// A shape of names without positions: the same object for the same names as a rule, so that sets which are made alike in
    /// different places share what is known of their names.
    /// </summary>
    /// <param name="names">The names, by ascending id, each once.</param>
    public static AttrShape Of(ReadOnlySpan<Symbol> names)
    {
        if (names.Length > LongestShared) return new AttrShape(names.ToArray(), null);
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<Symbol, int>(names);
        uint hash = (uint)ids.Length;
        foreach (int id in ids) hash = (hash * 31) + (uint)id;
        ref AttrShape? known = ref Lately[(hash ^ (hash >> 10)) % (uint)Lately.Length];
        AttrShape? shape = known;
        if (shape is null || !ids.SequenceEqual(MemoryMarshal.Cast<Symbol, int>(shape.Names))) known = shape = new AttrShape(names.ToArray(), null);
        return shape;
    }

    public Symbol[] Names { get; }

    public Position[]? Positions { get; }

    public AttrResolver? Resolver { get; }

    /// <summary>The same names without positions, as <c>mapAttrs</c> leaves them.</summary>
    public AttrShape WithoutPositions
        => Positions is null && Resolver is null
            ? this
            : (_derived ??= new Derived()).WithoutPositions ??= new AttrShape(Names, null) { _byName = _byName };

    /// <summary>The indices of the names in the byte order of their texts.</summary>
    public int[] ByName => _byName ??= SortByName();

    /// <summary>The index of a name, or a negative number.</summary>
    public int IndexOf(Symbol name)
    {
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<Symbol, int>(Names);
        return ids.Length <= LongestScanned ? ids.IndexOf(name.Id) : ids.BinarySearch(name.Id);
    }

    /// <summary>Where a name is, or would be put, at or behind an index.</summary>
    public int InsertionPoint(Symbol name, int from, out bool found)
    {
        ReadOnlySpan<int> ids = MemoryMarshal.Cast<Symbol, int>(Names.AsSpan(from));
        int index;
        if (ids.Length <= LongestScanned)
        {
            index = 0;
            while (index < ids.Length && ids[index] < name.Id) index++;
            found = index < ids.Length && ids[index] == name.Id;
        }
        else
        {
            index = ids.BinarySearch(name.Id);
            found = index >= 0;
            if (!found) index = ~index;
        }

        return from + index;
    }

    /// <summary>
    /// The same names, those of another shape at its positions: the shape itself where they are there already.
    /// </summary>
    /// <param name="other">A shape of some of these names.</param>
    public AttrShape PositionedAs(AttrShape other)
    {
        if (Positions is null && other.Positions is null) return this;
        Position[]? changed = null;
        int at = 0;
        for (int i = 0; i < other.Names.Length; i++)
        {
            at = InsertionPoint(other.Names[i], at, out _);
            Position position = other.Positions is null ? default : other.Positions[i];
            Position known = Positions is null ? default : Positions[at];
            if (ReferenceEquals(position.File, known.File) && position.Offset == known.Offset) continue;
            changed ??= Positions is null ? new Position[Names.Length] : Positions.AsSpan().ToArray();
            changed[at] = position;
        }

        return changed is null ? this : new AttrShape(Names, changed, Resolver) { _byName = _byName };
    }

    /// <summary>
    /// The same names but one. The last answer is kept, for sets that share a shape are shortened alike.
    /// </summary>
    /// <param name="index">The index of the name to leave out.</param>
    public AttrShape WithoutAt(int index)
    {
        Derived derived = _derived ??= new Derived();
        if (derived.Shorter is { } known && known.LeftOut == index) return known.Shape;
        AttrShape shape = new(Shorten(Names, index), Positions is null ? null : Shorten(Positions, index), Resolver);
        derived.Shorter = new Shortened(index, shape);
        return shape;
    }

    /// <summary>The plan for an update by sets of another shape; null when the two meet for the first time.</summary>
    public UpdatePlan? PlanFor(AttrShape right)
    {
        // Read once: another thread may be making another plan.
        UpdatePlan? plan = _plan;
        if (plan is not null && ReferenceEquals(plan.Right, right)) return plan;
        if (ReferenceEquals(_lastRight, right)) return _plan = new UpdatePlan(this, right);
        _lastRight = right;
        return null;
    }

    /// <summary>The items but one.</summary>
    public static T[] Shorten<T>(T[] items, int index)
    {
        T[] rest = new T[items.Length - 1];
        Array.Copy(items, rest, index);
        Array.Copy(items, index + 1, rest, index, rest.Length - index);
        return rest;
    }

    private int[] SortByName()
    {
        int[] order = new int[Names.Length];
        string[] texts = new string[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            texts[i] = Names[i].Text;
        }

        Array.Sort(texts, order, StringComparer.Ordinal);
        return order;
    }

    /// <summary>Shapes made of this one; few shapes have any, and each shape would be larger for them.</summary>
    private sealed class Derived
    {
        public AttrShape? WithoutPositions { get; set; }

        public Shortened? Shorter { get; set; }
    }

    /// <summary>A shape without one name. It does not change, for a shape may be in use by several threads.</summary>
    private sealed record Shortened(int LeftOut, AttrShape Shape);
}
