using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>The order that <c>mkBefore</c>, <c>mkAfter</c> and <c>mkOrder</c> ask for.</summary>
internal static class Ordering
{
    private static readonly NixInt Ordinary = NixInt.Of(Properties.OrdinaryOrder);

    /// <summary>Takes the order properties off and sorts by them; what has the same place keeps its order.</summary>
    public static Definition[] Sort(IReadOnlyList<Definition> definitions)
    {
        Definition[] stripped = new Definition[definitions.Count];
        Value[] places = new Value[stripped.Length];
        for (int i = 0; i < stripped.Length; i++)
        {
            stripped[i] = Strip(definitions[i]);
            places[i] = (stripped[i].Order ?? Ordinary).Force();
        }

        return SortBy(stripped, places);
    }

    /// <summary>Sorts items by their places; items of the same place keep their order.</summary>
    public static T[] SortBy<T>(T[] items, Value[] places)
    {
        int[] order = new int[items.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => Properties.Precedes(places[a], places[b]) ? -1
            : Properties.Precedes(places[b], places[a]) ? 1
            : a.CompareTo(b));
        T[] sorted = new T[order.Length];
        for (int i = 0; i < order.Length; i++) sorted[i] = items[order[i]];
        return sorted;
    }

    private static Definition Strip(Definition definition)
        => definition.Value.Force() is AttrSet set && Properties.KindOf(set) == PropertyKind.Order
            ? definition.Ordered(set.GetLazily(Attr.Content), set.GetLazily(Attr.Priority))
            : definition;
}
