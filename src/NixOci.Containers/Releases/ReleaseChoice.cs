using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Releases;

/// <summary>What names the release that is followed.</summary>
public enum ReleaseOrigin
{
    /// <summary>Whoever asks.</summary>
    Request,

    /// <summary>The nixpkgs that a flake's lock file holds.</summary>
    Lock,

    /// <summary>The configuration's <c>system.stateVersion</c>.</summary>
    StateVersion,

    /// <summary>Nothing: it is the one that is followed then.</summary>
    Default,
}

/// <summary>A release, and why it is followed.</summary>
/// <param name="Release">The release.</param>
/// <param name="Origin">What names it.</param>
/// <param name="Named">What was named instead, where no release of that name is known; null otherwise.</param>
public sealed record ReleaseChoice(ContainerRelease Release, ReleaseOrigin Origin, string? Named = null)
{
    private const long OptionDefaultPriority = 1500;

    /// <summary>A release that was asked for.</summary>
    public static ReleaseChoice Of(ContainerRelease release) => new(release, ReleaseOrigin.Request);

    /// <summary>A release that was asked for.</summary>
    public static implicit operator ReleaseChoice(ContainerRelease release) => Of(release);

    /// <summary>The release of the nixpkgs that a lock file holds; null where it names none.</summary>
    /// <param name="reference">
    /// The branch or channel that is locked, for example <c>nixos-24.05</c>, <c>release-25.05</c>, <c>nixos-24.11-small</c> or
    /// <c>nixos-unstable</c>.
    /// </param>
    public static ReleaseChoice? FromLock(string reference)
    {
        foreach (string part in reference.Split('-', '/'))
        {
            string name = part is "unstable" or "master" ? NixosReleases.Latest.Name : part;
            if (NixosReleases.Find(name) is { } release) return new ReleaseChoice(release, ReleaseOrigin.Lock);
        }

        return null;
    }

    /// <summary>The release that a configuration names, else the default.</summary>
    /// <param name="interpreter">What evaluates the configuration.</param>
    /// <param name="options">The configuration's options.</param>
    internal static ReleaseChoice FromConfiguration(Interpreter interpreter, Value options)
    {
        // What names the release may ask lib for it: as long as it is not known, that is the default.
        LibSettings lib = LibSettings.Of(interpreter);
        Func<PackageRelease> known = lib.Release;
        lib.Release = static () => NixosReleases.Default.Packages;
        try
        {
            return FromStateVersion(options);
        }
        finally
        {
            lib.Release = known;
        }
    }

    private static ReleaseChoice FromStateVersion(Value options)
    {
        Value option = options.Select("system", "stateVersion");

        // Its default is the release, which would be going in circles.
        if (option.Select("highestPrio").ForceInt() >= OptionDefaultPriority)
        {
            return new ReleaseChoice(NixosReleases.Default, ReleaseOrigin.Default);
        }

        string version = option.Select("value").ForceString().Text;
        return NixosReleases.Find(version) is { } release
            ? new ReleaseChoice(release, ReleaseOrigin.StateVersion)
            : new ReleaseChoice(NixosReleases.Default, ReleaseOrigin.Default, version);
    }
}
