namespace NixOci.Modules.Packages;

/// <summary>Which attributes of a package set may be packages, although no table knows them.</summary>
internal static class PackageNames
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "drvAttrs", "drvPath", "meta", "name", "outPath", "outputName", "outputs", "override", "overrideAttrs", "overrideDerivation",
        "overrideScope", "packages", "passthru", "pname", "recurseForDerivations", "type", "version",
    };

    /// <summary>Whether a name can be a package's: what sets are asked for otherwise (their type, their functor) cannot.</summary>
    public static bool IsPlausible(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetterOrDigit(name[0]) || Reserved.Contains(name)) return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '+' or '.')) return false;
        }

        return true;
    }

    /// <summary>Whether a name is by its form that of a nested set, such as <c>perlPackages</c> or <c>tmuxPlugins</c>.</summary>
    public static bool IsSet(string name)
        => name.EndsWith("Packages", StringComparison.Ordinal) || name.EndsWith("Plugins", StringComparison.Ordinal)
            || name.Contains("Packages_", StringComparison.Ordinal) || name.EndsWith("-extensions", StringComparison.Ordinal);
}
