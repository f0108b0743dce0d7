namespace NixOci.Modules.Packages;

/// <summary>
/// What differs in nixpkgs between the days that are modelled: versions, and the text that its writers produce. A release is
/// data; a new one inherits from the one before and says only what changed.
/// </summary>
public sealed class PackageRelease
{
    private readonly Lazy<PackageTable> _table;

    private PackageRelease(string name, Func<PackageTable> table)
    {
        Name = name;
        _table = new Lazy<PackageTable>(table);
    }

    /// <summary>nixpkgs of 2024-08-24 (0b6fa5ee40).</summary>
    public static PackageRelease Seed { get; } = new("seed", static () => PackageTable.FromResource("packages-seed.txt"));

    /// <summary>nixpkgs of July 2026.</summary>
    public static PackageRelease Latest { get; } = new(
        "latest", static () => PackageTable.FromResource("packages-latest.txt", Seed.Packages))
    {
        ShellApplicationAlwaysSetsPath = true,
        SystemRelease = "26.11",
        SystemCodeName = "",
    };

    /// <summary>The name by which the release is chosen.</summary>
    public string Name { get; }

    /// <summary>The known packages.</summary>
    public PackageTable Packages => _table.Value;

    /// <summary>Whether <c>writeShellApplication</c> exports <c>PATH</c> even where there is nothing to add to it.</summary>
    public bool ShellApplicationAlwaysSetsPath { get; private init; }

    /// <summary>The NixOS release, for example <c>24.11</c>.</summary>
    public string SystemRelease { get; private init; } = "24.11";

    /// <summary>The release's name; empty where it has none yet.</summary>
    public string SystemCodeName { get; private init; } = "Vicuna";
}
