using NixOci.Containers.Options;
using NixOci.Modules.Packages;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;

namespace NixOci.Containers.Releases;

/// <summary>
/// What differs between NixOS releases in how containers become services: a release is data and nothing else knows which one is
/// at work. A release is the one before with its <see cref="Changes"/>; all of them stand in <see cref="NixosReleases"/>.
/// </summary>
public sealed record ContainerRelease
{
    /// <summary>The name by which the release is chosen.</summary>
    public required string Name { get; init; }

    /// <summary>The release before; null for the oldest.</summary>
    public ContainerRelease? Before { get; init; }

    /// <summary>What became otherwise with this release.</summary>
    public IReadOnlyList<ReleaseChange> Changes { get; init; } = [];

    /// <summary>What is only guessed of this release, each in one sentence without its full stop.</summary>
    public IReadOnlyList<string> Guesses { get; init; } = [];

    /// <summary>The nixpkgs of the release.</summary>
    public required PackageRelease Packages { get; init; }

    /// <summary>The units of the release.</summary>
    public required SystemdRelease Systemd { get; init; }

    /// <summary>The options of a container.</summary>
    public required IReadOnlyList<ContainerOption> Options { get; init; }

    /// <summary>What runs a container.</summary>
    public required TextTemplate Start { get; init; }

    /// <summary>What is done before a container is run.</summary>
    public required TextTemplate PreStart { get; init; }

    /// <summary>
    /// Whether what is done before is a command of its own, beside the service's option <c>preStart</c>, which then is the user's.
    /// </summary>
    public bool LeavesPreStartToUsers { get; init; }

    /// <summary>Units that a container comes after whose image may have to be pulled.</summary>
    public IReadOnlyList<string> AfterToPull { get; init; } = [];

    /// <summary>Units that a container wants whose image may have to be pulled.</summary>
    public IReadOnlyList<string> WantsToPull { get; init; } = [];

    /// <summary>Whether <c>dependsOn</c> may name only containers that there are.</summary>
    public bool LooksUpDependencies { get; init; }

    /// <summary>Whether a network that is named several times is given once.</summary>
    public bool NetworksAreDistinct { get; init; }

    /// <summary>Settings of the section <c>[Service]</c> for both backends.</summary>
    public required IReadOnlyList<ServiceSetting> Settings { get; init; }

    /// <summary>Services of the backend podman.</summary>
    public required BackendTraits Podman { get; init; }

    /// <summary>Services of the backend docker.</summary>
    public required BackendTraits Docker { get; init; }

    /// <summary>Whether docker is made to remove what nobody uses by a timer of its own.</summary>
    public bool DockerPrunesByTimer { get; init; }

    /// <summary>What must hold of containers.</summary>
    public IReadOnlyList<ContainerRule> Rules { get; init; } = [];

    /// <summary>What is told of containers that podman runs as an account of their own.</summary>
    public IReadOnlyList<RootlessWarning> RootlessWarnings { get; init; } = [];

    /// <summary>Whether a container has an option.</summary>
    /// <param name="name">The option's name, with the names on the way to it.</param>
    public bool HasOption(string name)
    {
        for (int i = 0; i < Options.Count; i++)
        {
            if (Options[i].Name == name) return true;
        }

        return false;
    }

    /// <summary>The release that comes after this one.</summary>
    /// <param name="name">The name by which it is chosen.</param>
    /// <param name="changes">What became otherwise with it.</param>
    public ContainerRelease Next(string name, params IReadOnlyList<ReleaseChange> changes)
    {
        ContainerRelease next = this;
        foreach (ReleaseChange change in changes) next = change.Apply(next);
        return next with { Name = name, Before = this, Changes = changes, Guesses = [] };
    }
}
