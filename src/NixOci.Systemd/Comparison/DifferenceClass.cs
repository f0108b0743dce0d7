namespace NixOci.Systemd.Comparison;

/// <summary>What a difference means for a host, from the least to the gravest.</summary>
public enum DifferenceClass
{
    /// <summary>For people and tools only: nothing runs differently.</summary>
    Cosmetic,

    /// <summary>How systemd treats the unit, such as waiting times and order; reading the unit anew suffices.</summary>
    Reload,

    /// <summary>The same program in other surroundings, such as limits, logs and versions of packages; takes a restart.</summary>
    Restart,

    /// <summary>What runs, when, or with what, is different.</summary>
    Behaviour,

    /// <summary>Privileges, isolation or exposure to others are different.</summary>
    Security,
}

/// <summary>The words for classes of differences.</summary>
public static class DifferenceClasses
{
    /// <summary>The words, from the least to the gravest.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cosmetic", "reload", "restart", "behaviour", "security"];

    /// <summary>The word for a class, for example <c>restart</c>.</summary>
    public static string Name(this DifferenceClass difference) => Names[(int)difference];

    /// <summary>The class of a word; null where there is none.</summary>
    public static DifferenceClass? Find(string name)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name) return (DifferenceClass)i;
        }

        return null;
    }
}
