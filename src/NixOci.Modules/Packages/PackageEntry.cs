namespace NixOci.Modules.Packages;

/// <summary>What is known of a package of nixpkgs.</summary>
/// <param name="PackageName">The name without the version.</param>
/// <param name="Version">The version; <c>0</c> where it is not known.</param>
/// <param name="Outputs">The outputs, the default one first.</param>
/// <param name="MainProgram">The command that the package is for; null where it has none.</param>
/// <param name="PackageSet">The nested set of an interpreter's own packages; null for most.</param>
public sealed record PackageEntry(
    string PackageName, string Version, IReadOnlyList<string> Outputs, string? MainProgram, string? PackageSet = null)
{
    private static readonly IReadOnlyList<string> OnlyOut = ["out"];

    /// <summary>
    /// What is taken for granted of a package that no table knows: one output, and a command of the package's name. A version
    /// at the end of the attribute (<c>postgresql_16</c>) is the package's version.
    /// </summary>
    public static PackageEntry Guess(string attribute)
    {
        int end = attribute.Length;
        while (end > 0 && (char.IsAsciiDigit(attribute[end - 1]) || attribute[end - 1] == '_')) end--;
        bool versioned = end > 0 && end < attribute.Length && attribute[end] == '_' && char.IsAsciiDigit(attribute[^1]);
        return versioned
            ? new PackageEntry(attribute[..end], attribute[(end + 1)..].Replace('_', '.'), OnlyOut, attribute[..end])
            : new PackageEntry(attribute, "0", OnlyOut, attribute);
    }

    /// <summary>Reads <c>VERSION [pname=NAME] [outputs=A,B] [main=COMMAND|-] [packages=SET]</c>.</summary>
    internal static PackageEntry Parse(string attribute, ReadOnlySpan<char> fields)
    {
        string name = attribute, version = "0";
        string? main = null, packages = null;
        IReadOnlyList<string> outputs = OnlyOut;
        bool first = true;
        foreach (Range range in fields.Split(' '))
        {
            ReadOnlySpan<char> field = fields[range];
            int equals = field.IndexOf('=');
            ReadOnlySpan<char> value = field[(equals + 1)..];
            if (field.IsEmpty) continue;
            if (first) version = field.ToString();
            else if (field.StartsWith("pname=", StringComparison.Ordinal)) name = value.ToString();
            else if (field.StartsWith("main=", StringComparison.Ordinal)) main = value.ToString();
            else if (field.StartsWith("packages=", StringComparison.Ordinal)) packages = value.ToString();
            else if (field.StartsWith("outputs=", StringComparison.Ordinal)) outputs = value.ToString().Split(',');
            else throw new FormatException($"package table: {attribute}: {field}");
            first = false;
        }

        return new PackageEntry(name, version, outputs, main == "-" ? null : main ?? name, packages);
    }
}
