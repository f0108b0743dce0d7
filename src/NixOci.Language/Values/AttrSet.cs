using System.Diagnostics.CodeAnalysis;
using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>An attribute set: names, by ascending id, with values that may be thunks.</summary>
public sealed class AttrSet : Value
{
    /// <summary>The empty set.</summary>
    public static readonly AttrSet Empty = new(AttrShape.Empty, []);

    internal AttrSet(AttrShape shape, Value[] values)
    {
        Shape = shape;
        Values = values;
    }

    internal AttrShape Shape { get; }

    internal Value[] Values { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Attrs;

    /// <summary>What supplies attributes beyond those that the set lists; null for nearly all sets.</summary>
    public AttrResolver? Resolver => Shape.Resolver;

    /// <summary>The number of attributes.</summary>
    public int Count => Values.Length;

    /// <summary>The names, by ascending id, which is no order that a user may see; see <see cref="ByName"/>.</summary>
    public ReadOnlySpan<Symbol> Names => Shape.Names;

    /// <summary>The attribute's value, which may be a thunk, or null where there is none.</summary>
    public Value? this[Symbol name]
    {
        get
        {
            int index = Shape.IndexOf(name);
            return index < 0 ? Shape.Resolver?.Resolve(name) : Values[index];
        }
    }

    /// <summary>Looks an attribute up; its value may be a thunk.</summary>
    public bool TryGet(Symbol name, [NotNullWhen(true)] out Value? value)
    {
        int index = Shape.IndexOf(name);
        value = index < 0 ? Shape.Resolver?.Resolve(name) : Values[index];
        return value is not null;
    }

    /// <summary>Whether there is an attribute of that name.</summary>
    public bool Has(Symbol name) => Shape.IndexOf(name) >= 0 || Shape.Resolver?.Resolve(name) is not null;

    /// <summary>Where an attribute was defined; unknown where there is none or nothing is known.</summary>
    public Position PositionOf(Symbol name)
    {
        int index = Shape.IndexOf(name);
        return index < 0 || Shape.Positions is null ? default : Shape.Positions[index];
    }

    /// <summary>The attributes in the byte order of their names: the order that users see.</summary>
    public NameOrdered ByName => new(this);

    /// <summary>The union of two sets; where both have a name, <paramref name="other"/>'s attribute stands.</summary>
    public AttrSet Update(AttrSet other)
    {
        if (other.Count == 0 && other.Shape.Resolver is null) return this;
        return Count == 0 && Shape.Resolver is null ? other : AttrSetMerge.Update(this, other);
    }

    /// <summary>The set with attributes beyond those that it lists.</summary>
    public AttrSet WithResolver(AttrResolver resolver) => new(new AttrShape(Shape.Names, Shape.Positions, resolver), Values);

    /// <summary>A set of the same names whose values are computed from name and value; positions are dropped.</summary>
    public AttrSet Map(Func<Symbol, Value, Value> map)
    {
        Value[] values = new Value[Values.Length];
        for (int i = 0; i < values.Length; i++) values[i] = map(Shape.Names[i], Values[i]);
        return new AttrSet(Shape.WithoutPositions, values);
    }

    /// <summary>The attributes for which a predicate holds, with their positions.</summary>
    public AttrSet Where(Func<Symbol, Value, bool> predicate)
    {
        AttrSetBuilder builder = new(Values.Length);
        for (int i = 0; i < Values.Length; i++)
        {
            if (predicate(Shape.Names[i], Values[i])) builder.AddAt(this, i);
        }

        return builder.Count == Values.Length && Shape.Resolver is null ? this : builder.Build();
    }

    /// <summary>The set without an attribute, which need not be there.</summary>
    public AttrSet Without(Symbol name)
    {
        int index = Shape.IndexOf(name);
        return index < 0 ? this : new AttrSet(Shape.WithoutAt(index), AttrShape.Shorten(Values, index));
    }

    /// <summary>The set with one attribute added or replaced.</summary>
    public AttrSet With(Symbol name, Value value, Position position = default)
    {
        AttrSetBuilder builder = new(1);
        builder.Add(name, value, position);
        return Update(builder.Build());
    }

    /// <summary>Enumerates attributes in the byte order of their names.</summary>
    /// <param name="set">The set.</param>
    public readonly struct NameOrdered(AttrSet set)
    {
        /// <summary>Starts the enumeration.</summary>
        public Enumerator GetEnumerator() => new(set);
    }

    /// <summary>The state of an enumeration in name order.</summary>
    /// <param name="set">The set.</param>
    public struct Enumerator(AttrSet set)
    {
        private readonly int[] _order = set.Shape.ByName;
        private int _next = -1;

        /// <summary>The attribute at hand.</summary>
        public readonly (Symbol Name, Value Value) Current
        {
            get
            {
                int index = _order[_next];
                return (set.Shape.Names[index], set.Values[index]);
            }
        }

        /// <summary>Goes on to the next attribute.</summary>
        public bool MoveNext() => ++_next < _order.Length;
    }
}
