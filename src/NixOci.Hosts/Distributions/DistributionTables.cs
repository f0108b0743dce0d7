namespace NixOci.Hosts.Distributions;

/// <summary>The tables of what distributions have: lines of columns, blanks between them.</summary>
internal static class DistributionTables
{
    private static readonly Lazy<HashSet<string>> EssentialPackages = new(ReadEssential);

    /// <summary>Packages of nixpkgs that every installation has.</summary>
    public static IReadOnlySet<string> Essential => EssentialPackages.Value;

    /// <summary>The rows of a table; the last column goes to the line's end.</summary>
    public static IEnumerable<string[]> Read(string table, int columns)
    {
        using StreamReader reader = new(typeof(DistributionTables).Assembly.GetManifestResourceStream(table)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] row = line.Split(' ', columns, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (row.Length != columns) throw new InvalidDataException($"{table}: a row without {columns} columns: {line}");
            yield return row;
        }
    }

    private static HashSet<string> ReadEssential()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string[] row in Read("packages.txt", columns: 2))
        {
            if (row[0].StartsWith('*')) names.Add(row[0][1..]);
        }

        return names;
    }
}
