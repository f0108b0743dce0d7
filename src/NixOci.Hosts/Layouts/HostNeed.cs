namespace NixOci.Hosts.Layouts;

/// <summary>Software that units need and a host must have by its own means.</summary>
/// <param name="package">The package's name in nixpkgs, for example <c>gnutar</c>.</param>
/// <param name="version">Its version there.</param>
/// <param name="hostPackage">The package of the chosen distribution that provides it; null where none is known.</param>
public sealed class HostNeed(string package, string version, string? hostPackage)
{
    /// <summary>The package's name in nixpkgs.</summary>
    public string Package { get; } = package;

    /// <summary>Its version there.</summary>
    public string Version { get; } = version;

    /// <summary>The distribution's package, or null.</summary>
    public string? HostPackage { get; } = hostPackage;

    /// <summary>The programs that are called by their paths: absolute paths on the host by names.</summary>
    public SortedDictionary<string, string> Programs { get; } = new(StringComparer.Ordinal);

    /// <summary>The units that need it, in the order of their names.</summary>
    public List<string> Units { get; } = [];
}
