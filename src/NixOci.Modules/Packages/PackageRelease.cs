namespace NixOci.Modules.Packages;

/// <summary>
/// What differs in nixpkgs between the days that are modelled: versions, the text that its writers produce, what its <c>lib</c>
/// puts into quotes. A release is data; a new one is the one before <see cref="With"/> what changed.
/// </summary>
public sealed record PackageRelease
{
    private PackageRelease()
    {
    }

    /// <summary>nixpkgs of 2024-08-24 (0b6fa5ee40): its table has the packages that are known by name.</summary>
    public static PackageRelease Seed { get; } = new()
    {
        Table = new Lazy<PackageTable>(static () => PackageTable.FromResource("packages-seed.txt")),
    };

    /// <summary>The known packages.</summary>
    public PackageTable Packages => Table.Value;

    /// <summary>Whether <c>writeShellApplication</c> exports <c>PATH</c> even where there is nothing to add to it.</summary>
    public bool ShellApplicationAlwaysSetsPath { get; init; }

    /// <summary>What <c>lib.escapeShellArg</c> puts into quotes.</summary>
    public ShellQuoting Quoting { get; init; } = ShellQuoting.Always;

    /// <summary>Whether an account may leave it open (<c>null</c>) if its services run while it is not logged in.</summary>
    public bool LingerMayBeOpen { get; init; }

    /// <summary>What is said of an option, by its path, that is read although nobody gave it a value.</summary>
    public Func<string, string> NoValueMessage { get; init; } = static option => $"The option `{option}' is used but not defined.";

    /// <summary>The NixOS release, for example <c>24.11</c>.</summary>
    public string SystemRelease { get; init; } = "24.11";

    /// <summary>The release's name; empty where it has none yet.</summary>
    public string SystemCodeName { get; init; } = "Vicuna";

    private Lazy<PackageTable> Table { get; init; } = null!;

    /// <summary>The same with other versions of some packages.</summary>
    /// <param name="versions">Lines of a <see cref="PackageTable"/>, which tell only what is different.</param>
    public PackageRelease With(string versions)
        => this with { Table = new Lazy<PackageTable>(() => new PackageTable(new StringReader(versions), Packages)) };
}
