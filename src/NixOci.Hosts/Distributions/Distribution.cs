namespace NixOci.Hosts.Distributions;

/// <summary>A Linux distribution: where its programs lie and which of its packages provide those of nixpkgs.</summary>
public sealed class Distribution
{
    private const string NoPackage = "-";

    private static readonly Lazy<Distribution[]> Known = new(ReadNames);

    private readonly Lazy<Dictionary<string, string>> _directories;
    private readonly Lazy<Dictionary<string, string>> _packages;
    private readonly string[] _identifiers;

    private Distribution(int number, string name, string[] identifiers, string installCommand)
    {
        // Every command line has their names, and few have one of them.
        _packages = new(() => ReadPackages(number));
        _directories = new(() => ReadDirectories(name));
        Name = name;
        _identifiers = identifiers;
        InstallCommand = installCommand;
    }

    /// <summary>All that are known.</summary>
    public static IReadOnlyList<Distribution> All => Known.Value;

    /// <summary>The name by which it is chosen.</summary>
    public string Name { get; }

    /// <summary>What installs packages, for example <c>apt-get install</c>.</summary>
    public string InstallCommand { get; }

    /// <summary>The distribution of a name, or null.</summary>
    public static Distribution? Find(string name) => Array.Find(Known.Value, distribution => distribution.Name == name);

    /// <summary>The distribution that a host's <c>os-release</c> file names by <c>ID</c> or <c>ID_LIKE</c>, or null; see os-release(5).</summary>
    /// <param name="text">The file.</param>
    public static Distribution? OfRelease(string text)
    {
        string id = "", like = "";
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("ID=", StringComparison.Ordinal)) id = Unquote(line["ID=".Length..]);
            else if (line.StartsWith("ID_LIKE=", StringComparison.Ordinal)) like = Unquote(line["ID_LIKE=".Length..]);
        }

        foreach (string candidate in (id + " " + like).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.Find(Known.Value, d => d.Name == candidate || d._identifiers.Contains(candidate)) is { } found) return found;
        }

        return null;
    }

    /// <summary>Whether every installation of any distribution has a package of nixpkgs.</summary>
    public static bool IsEssential(string package) => DistributionTables.Essential.Contains(package);

    /// <summary>The directory of a program where it is not <c>/usr/bin</c>, or null.</summary>
    public string? DirectoryOf(string program) => _directories.Value.GetValueOrDefault(program);

    /// <summary>The package that provides one of nixpkgs; null where none is known.</summary>
    /// <param name="package">The name in nixpkgs, for example <c>gnutar</c>.</param>
    public string? PackageFor(string package)
        => _packages.Value.TryGetValue(package, out string? name) && name != NoPackage ? name : null;

    private static string Unquote(string value) => value.Trim().Trim('"', '\'');

    private static Distribution[] ReadNames()
    {
        List<Distribution> all = [];
        foreach (string[] row in DistributionTables.Read("distributions.txt", columns: 3))
        {
            all.Add(new Distribution(all.Count, row[0], row[1] == NoPackage ? [] : row[1].Split(','), row[2]));
        }

        return [.. all];
    }

    private static Dictionary<string, string> ReadPackages(int number)
    {
        Dictionary<string, string> packages = new(StringComparer.Ordinal);
        foreach (string[] row in DistributionTables.Read("packages.txt", columns: Known.Value.Length + 1))
        {
            packages.Add(row[0].TrimStart('*'), row[number + 1]);
        }

        return packages;
    }

    private static Dictionary<string, string> ReadDirectories(string name)
    {
        Dictionary<string, string> directories = new(StringComparer.Ordinal);
        foreach (string[] row in DistributionTables.Read("programs.txt", columns: 3))
        {
            if (Array.IndexOf(row[2].Split(','), name) >= 0) directories.Add(row[0], row[1]);
        }

        return directories;
    }
}
