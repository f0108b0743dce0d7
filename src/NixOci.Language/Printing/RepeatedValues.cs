using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>
/// Tells which sets and lists were printed already. Nix knows a set by its attributes and a list by the memory of its elements;
/// lists of one or two elements have none of their own, so that they are known by the place that holds them.
/// </summary>
internal sealed class RepeatedValues
{
    private const int LongestInPlace = 2;
    private readonly HashSet<Value> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Notes a set; false where it was noted before.</summary>
    public bool Add(AttrSet set) => _seen.Add(set.Count == 0 ? AttrSet.Empty : set);

    /// <summary>Notes a list that is not empty; false where it was noted before.</summary>
    /// <param name="holder">The list, or the thunk that holds it.</param>
    /// <param name="list">The list.</param>
    public bool Add(Value holder, NixList list) => _seen.Add(list.Count <= LongestInPlace ? holder : list);
}
