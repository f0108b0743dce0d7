using NixOci.Systemd.Comparison.Values;

namespace NixOci.Systemd.Comparison;

/// <summary>The setting that is being compared, and where its differences go.</summary>
public sealed class DifferenceScope
{
    private readonly List<Difference> _found;

    internal DifferenceScope(List<Difference> found, PathText paths, string unit, string section = "", string key = "")
    {
        _found = found;
        Paths = paths;
        Unit = unit;
        Section = section;
        Key = key;
    }

    /// <summary>How paths in texts are made comparable.</summary>
    public PathText Paths { get; }

    /// <summary>The unit's name.</summary>
    public string Unit { get; }

    /// <summary>The section.</summary>
    public string Section { get; }

    /// <summary>The setting's key.</summary>
    public string Key { get; }

    /// <summary>The number of differences found so far.</summary>
    internal int Count => _found.Count;

    /// <summary>Tells a difference. One of nothing but versions of packages is told as that, or not at all where they do not count.</summary>
    /// <param name="rule">The way.</param>
    /// <param name="difference">The class.</param>
    /// <param name="item">What of the setting differs.</param>
    /// <param name="left">What stands on the left; null for nothing.</param>
    /// <param name="right">What stands on the right; null for nothing.</param>
    public void Add(DifferenceRule rule, DifferenceClass difference, string item, string? left, string? right)
    {
        if (left is not null && right is not null && left != right && PathText.WithoutVersions(left) == PathText.WithoutVersions(right))
        {
            if (Paths.IgnoresVersions) return;
            rule = DifferenceRule.PackageVersion;
            if (difference > DifferenceClass.Restart) difference = DifferenceClass.Restart;
        }

        Difference found = new()
        {
            Unit = Unit,
            Rule = rule,
            Class = difference,
            Section = Section,
            Key = Key,
            Item = item,
            Left = left,
            Right = right,
        };
        _found.Add(found);
    }

    /// <summary>The scope of another setting of the same unit.</summary>
    internal DifferenceScope At(string section, string key) => new(_found, Paths, Unit, section, key);

    /// <summary>The same scope with a place of its own for differences, to find out whether there are any.</summary>
    internal DifferenceScope Trial() => new([], Paths, Unit, Section, Key);
}
