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
        foreach (string line in Lines(table))
        {
            string[] row = line.Split(' ', columns, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (row.Length != columns) throw new InvalidDataException($"{table}: a row without {columns} columns: {line}");
            yield return row;
        }
    }

    private static IEnumerable<string> Lines(string table)
    {
        using StreamReader reader = new(typeof(DistributionTables).Assembly.GetManifestResourceStream(table)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    private static HashSet<string> ReadEssential()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string line in Lines("packages.txt"))
        {
            if (line[0] == '*') names.Add(line[1..line.IndexOf(' ', StringComparison.Ordinal)]);
        }

        return names;
    }
}
