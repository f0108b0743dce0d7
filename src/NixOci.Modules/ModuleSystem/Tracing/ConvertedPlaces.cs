using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Tracing;

/// <summary>
/// The places of what a conversion made of a definition, as <c>types.coercedTo</c> has it. What the conversion adds is written where the
/// type is, and nobody who looks for the definition looks there: it has the place of the whole definition instead. What the
/// definition itself gives stays where it is.
/// </summary>
internal sealed class ConvertedPlaces
{
    private readonly Position _whole;
    private readonly Position _conversion;

    private ConvertedPlaces(Position whole, Position conversion) => (_whole, _conversion) = (whole, conversion);

    /// <summary>The converted definition, with corrected places inside of its value.</summary>
    /// <param name="converted">A definition whose value is what the conversion gave.</param>
    /// <param name="convert">The conversion.</param>
    public static Definition Correct(Definition converted, Value convert)
    {
        if (!converted.Position.IsKnown) return converted;
        ConvertedPlaces places = new(converted.Position, convert.Force() is Closure closure ? closure.Position : default);
        return converted.With(places.Correct(converted.Value));
    }

    private Value Correct(Value value) => value.Force() switch
    {
        NixList { Count: > 0 } list => Correct(list),
        AttrSet { Count: > 0, Resolver: null } set when !set.Has(Attr.Type) => Correct(set),
        Value other => other,
    };

    private NixList Correct(NixList list)
    {
        Value[] items = new Value[list.Count];
        for (int i = 0; i < items.Length; i++)
        {
            Value item = list[i];
            items[i] = new Thunk(() => Correct(item));
        }

        return new NixList(items);
    }

    private AttrSet Correct(AttrSet set)
    {
        AttrSetBuilder corrected = new(set.Count);
        foreach (Symbol name in set.Names)
        {
            Value value = set.Get(name);
            Position position = set.PositionOf(name);
            corrected.Add(name, new Thunk(() => Correct(value)), IsInDefinition(position) ? position : _whole);
        }

        return corrected.Build();
    }

    /// <summary>Whether a place belongs to the definition: it is behind its name, and the conversion is not written between.</summary>
    private bool IsInDefinition(Position position)
        => ReferenceEquals(position.File, _whole.File)
            && position.Offset >= _whole.Offset
            && !(ReferenceEquals(_conversion.File, _whole.File) && _conversion.Offset > _whole.Offset && _conversion.Offset <= position.Offset);
}
