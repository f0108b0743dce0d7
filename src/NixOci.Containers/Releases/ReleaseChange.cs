namespace NixOci.Containers.Releases;

/// <summary>Something that became otherwise with a release.</summary>
/// <param name="Reason">What became otherwise, and to what end, in one sentence without its full stop: told to whoever upgrades.</param>
/// <param name="Apply">Makes of what was so far what it is since.</param>
public sealed record ReleaseChange(string Reason, Func<ContainerRelease, ContainerRelease> Apply)
{
    /// <summary>Whether it is about versions of packages alone, so that it makes no difference what else changes before or after it.</summary>
    public bool IsAboutVersions { get; init; }
}
