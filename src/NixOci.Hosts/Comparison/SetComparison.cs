using NixOci.Containers.Comparison;
using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>What came of comparing one unit.</summary>
/// <param name="Name">Its name; byte text.</param>
/// <param name="Differences">The differences; none where the unit is equal.</param>
public sealed record UnitResult(string Name, IReadOnlyList<Difference> Differences);

/// <summary>Compares the units of two places.</summary>
public static class SetComparison
{
    /// <summary>
    /// Compares the units of a configuration with those of a place. Units of the place that the configuration does not know
    /// are none of its business, unless they run containers.
    /// </summary>
    /// <param name="left">The units of the configuration.</param>
    /// <param name="right">The units of the place.</param>
    /// <param name="ignoresVersions">Whether versions of packages do not count.</param>
    public static IReadOnlyList<UnitResult> CompareWithPlace(UnitSet left, UnitSet right, bool ignoresVersions)
        => Compare(left, right, NamesFor(left, right), ignoresVersions);

    /// <summary>Compares all units of two places; where one of them is a single unit, that one.</summary>
    public static IReadOnlyList<UnitResult> CompareAll(UnitSet left, UnitSet right, bool ignoresVersions)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        if (left.IsWhole || !right.IsWhole) names.UnionWith(left.Units.Keys);
        if (right.IsWhole || !left.IsWhole) names.UnionWith(right.Units.Keys);
        if (left.IsWhole != right.IsWhole) names.IntersectWith(left.IsWhole ? right.Units.Keys : left.Units.Keys);
        return Compare(left, right, names, ignoresVersions);
    }

    private static SortedSet<string> NamesFor(UnitSet left, UnitSet right)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        if (!right.IsWhole)
        {
            names.UnionWith(right.Units.Keys);
            return names;
        }

        names.UnionWith(left.Units.Keys);
        foreach ((string name, ComparedUnit unit) in right.Units)
        {
            if (!names.Contains(name) && ContainerUnits.IsContainer(unit, right.Files)) names.Add(name);
        }

        return names;
    }

    private static List<UnitResult> Compare(UnitSet left, UnitSet right, SortedSet<string> names, bool ignoresVersions)
    {
        UnitComparer comparer = new(left, right, [new RunComparison()], ignoresVersions);
        List<UnitResult> results = new(names.Count);
        foreach (string name in names) results.Add(new UnitResult(name, comparer.Compare(name)));
        return results;
    }
}
