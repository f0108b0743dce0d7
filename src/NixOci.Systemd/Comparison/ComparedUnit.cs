namespace NixOci.Systemd.Comparison;

/// <summary>A part of a unit: its own file or a drop-in.</summary>
/// <param name="Path">Where it stands, as shown to people.</param>
/// <param name="Text">Its bytes, one per character.</param>
public sealed record UnitFragment(string Path, string Text);

/// <summary>What beside a unit's files belongs to it.</summary>
/// <param name="WantedBy">The units that want it.</param>
/// <param name="RequiredBy">The units that require it.</param>
/// <param name="UpheldBy">The units that keep it running.</param>
/// <param name="Aliases">Its further names.</param>
public sealed record UnitLinks(
    IReadOnlySet<string> WantedBy, IReadOnlySet<string> RequiredBy, IReadOnlySet<string> UpheldBy, IReadOnlySet<string> Aliases);

/// <summary>A unit as it stands somewhere.</summary>
public sealed record ComparedUnit
{
    /// <summary>The name with its extension.</summary>
    public required string Name { get; init; }

    /// <summary>Its own file; null where only drop-ins stand there.</summary>
    public UnitFragment? Main { get; init; }

    /// <summary>Its drop-ins in the order in which systemd reads them.</summary>
    public IReadOnlyList<UnitFragment> DropIns { get; init; } = [];

    /// <summary>Why its files could not be read; null where they could.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it cannot be started.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Its links; null where they are not known, because a single file was given.</summary>
    public UnitLinks? Links { get; init; }
}

/// <summary>The units that stand at one place.</summary>
public sealed record UnitSet
{
    /// <summary>What the place is called, as ordinary text.</summary>
    public required string Label { get; init; }

    /// <summary>The units by their names.</summary>
    public required IReadOnlyDictionary<string, ComparedUnit> Units { get; init; }

    /// <summary>The files that units refer to.</summary>
    public required IUnitFiles Files { get; init; }

    /// <summary>Whether a unit that is not listed is not there; false where a single unit was asked for.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>A file that a unit refers to.</summary>
/// <param name="Text">Its bytes, one per character.</param>
/// <param name="IsExecutable">Whether it may be executed.</param>
public sealed record ReferredFile(string Text, bool IsExecutable);

/// <summary>Finds the files that units refer to.</summary>
public interface IUnitFiles
{
    /// <summary>
    /// Whether every file is there that was generated: what is not there is then part of a package and not looked into.
    /// </summary>
    bool IsGenerated { get; }

    /// <summary>
    /// The text file at an absolute path, or the few that it may be where hashes are masked and names are not unique; none where
    /// there is no text file.
    /// </summary>
    /// <param name="path">The path as it stands in a unit or a script; byte text.</param>
    /// <param name="unit">The unit from which the path comes.</param>
    IReadOnlyList<ReferredFile> Find(string path, string unit);
}
