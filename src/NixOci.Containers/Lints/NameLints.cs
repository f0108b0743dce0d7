using System.Text.RegularExpressions;
using NixOci.Containers.Configuration;

namespace NixOci.Containers.Lints;

/// <summary>Names of containers that scripts and units cannot bear: they stand in both as they are.</summary>
internal static partial class NameLints
{
    // What a unit's name may have, without the backend before it and the kind of unit behind it.
    private const int LongestName = 255 - 16;

    public static void Find(TranslatedContainer container, LintCollection lints)
    {
        string name = container.Name;
        if (Safe().IsMatch(name) && name.Length <= LongestName) return;
        string why = name.Length > LongestName ? "is too long for the name of a unit"
            : name.Contains('@', StringComparison.Ordinal) ? "has an @, which makes its unit an instance of a template"
            : name.Contains('/', StringComparison.Ordinal) ? "has a slash, which no name of a file may have"
            : "has characters that are not safe in the name of a unit or in a shell, or that the backend refuses";
        lints.Add(
            LintRules.UnsafeName, container, container.Position,
            $"the name of container '{name}' {why}",
            "Use letters, digits, '-', '_' and '.', and begin with a letter or digit.");
    }

    /// <summary>What podman and docker accept: also what needs no care anywhere else.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.\-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();
}
