namespace NixOci.Hosts.Manifests;

/// <summary>
/// What a tree of generated files consists of, and where each file comes from. Its form as a file is described in
/// <c>docs/manifest.md</c> and <c>docs/manifest.schema.json</c>.
/// </summary>
/// <param name="Layout">The layout's name.</param>
/// <param name="Release">The NixOS release that was followed.</param>
/// <param name="UnitDirectory">The host's directory of units, as an absolute path; null where the layout is not for a host.</param>
/// <param name="FileDirectory">The host's directory of what units refer to; null where the layout is not for a host.</param>
/// <param name="Needs">The software that the units need.</param>
/// <param name="Entries">The files, in the order of their paths.</param>
public sealed record Manifest(
    string Layout,
    string Release,
    string? UnitDirectory,
    string? FileDirectory,
    IReadOnlyList<ManifestNeed> Needs,
    IReadOnlyList<ManifestEntry> Entries)
{
    /// <summary>Where in a tree the manifest stands.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The version of the file's form that is written, and the newest that is read.</summary>
    public const int Version = 1;
}

/// <summary>Software that units need and the host must have by its own means. All texts are byte text.</summary>
/// <param name="Package">The package's name in nixpkgs.</param>
/// <param name="Version">Its version there.</param>
/// <param name="HostPackage">The package of the chosen distribution, or null.</param>
/// <param name="Programs">The paths of the programs that are called by their paths.</param>
/// <param name="Units">The units that need it.</param>
public sealed record ManifestNeed(
    string Package, string Version, string? HostPackage, IReadOnlyList<string> Programs, IReadOnlyList<string> Units);

/// <summary>One file or link of a tree. All texts are byte text.</summary>
/// <param name="Path">Where in the tree, relative, with slashes.</param>
/// <param name="Target">What a link leads to, as it stands in the link; null for a regular file.</param>
/// <param name="Sha256">The SHA-256 of the file's content, or of a link's target, in 64 lower-case hexadecimal digits.</param>
/// <param name="IsExecutable">Whether the file has mode 0755; others have 0644, links always 0777.</param>
/// <param name="Unit">The unit that the file is or belongs to; null for what belongs to all.</param>
/// <param name="Container">The container that the unit runs; null for other units.</param>
/// <param name="Source">Where the configuration says so; null where that is not known.</param>
public sealed record ManifestEntry(
    string Path, string? Target, string Sha256, bool IsExecutable, string? Unit, string? Container, ManifestSource? Source)
{
    /// <summary>Whether this is a symbolic link.</summary>
    public bool IsLink => Target is not null;

    /// <summary>The mode in octal digits.</summary>
    public string Mode => IsLink ? "0777" : IsExecutable ? "0755" : "0644";
}

/// <summary>A place in a configuration.</summary>
/// <param name="File">The file: relative to the configuration's directory where it lies below it, otherwise absolute; byte text.</param>
/// <param name="Line">The one-based line.</param>
/// <param name="Column">The one-based column in bytes.</param>
public sealed record ManifestSource(string File, int Line, int Column);
