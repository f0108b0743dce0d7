using NixOci.Containers.Options;
using NixOci.Containers.Scripts;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;

namespace NixOci.Containers.Releases;

/// <summary>
/// What differs between NixOS releases in how containers become services: a release is data and nothing else knows which one is
/// at work. A later release is the one before <c>with</c> what changed.
/// </summary>
public sealed record ContainerRelease
{
    /// <summary>NixOS of 2024-08-24 (nixpkgs 0b6fa5ee40).</summary>
    public static ContainerRelease Seed { get; } = new()
    {
        Name = "seed",
        Packages = PackageRelease.Seed,
        Systemd = SystemdRelease.Seed,
        Options = ContainerOptions.Seed,
        Quoting = ShellQuoting.Always,
        Start = Template("start.scriban"),
        PreStart = Template("pre-start.scriban"),
        Settings =
        [
            new("TimeoutStartSec", static _ => Nix.Int(0)),
            new("TimeoutStopSec", static _ => Nix.Int(120)),
            new("Restart", static _ => Nix.Str("always")),
        ],
        Podman = new BackendTraits
        {
            Command = "podman",
            After = [],
            Settings =
            [
                new("Environment", static name => Nix.Str($"PODMAN_SYSTEMD_UNIT=podman-{name}.service")),
                new("Type", static _ => Nix.Str("notify")),
                new("NotifyAccess", static _ => Nix.Str("all")),
            ],
            IdFile = static name => $"/run/podman-{name}.ctr-id",
            Stop = Template("podman-stop.scriban"),
            Remove = Template("podman-remove.scriban"),
        },
        Docker = new BackendTraits
        {
            Command = "docker",
            After = ["docker.service", "docker.socket"],
            Settings = [],
            IdFile = null,
            Stop = Template("docker-stop.scriban"),
            Remove = Template("docker-remove.scriban"),
        },
        TwoImagesMessage = static _ => "You can only define one of imageFile and imageStream",
    };

    /// <summary>The releases that can be chosen.</summary>
    public static IReadOnlyList<ContainerRelease> All { get; } = [Seed];

    /// <summary>The name by which the release is chosen.</summary>
    public required string Name { get; init; }

    /// <summary>The nixpkgs of the release.</summary>
    public required PackageRelease Packages { get; init; }

    /// <summary>The units of the release.</summary>
    public required SystemdRelease Systemd { get; init; }

    /// <summary>The options of a container.</summary>
    public required IReadOnlyList<ContainerOption> Options { get; init; }

    /// <summary>How words in scripts are quoted.</summary>
    public required ShellQuoting Quoting { get; init; }

    /// <summary>What runs a container.</summary>
    public required TextTemplate Start { get; init; }

    /// <summary>What is done before a container is run.</summary>
    public required TextTemplate PreStart { get; init; }

    /// <summary>Settings of the section <c>[Service]</c> for both backends.</summary>
    public required IReadOnlyList<ServiceSetting> Settings { get; init; }

    /// <summary>Services of the backend podman.</summary>
    public required BackendTraits Podman { get; init; }

    /// <summary>Services of the backend docker.</summary>
    public required BackendTraits Docker { get; init; }

    /// <summary>What is said of a container, given by its name, that has both an image file and an image stream.</summary>
    public required Func<string, string> TwoImagesMessage { get; init; }

    /// <summary>The release of a name, or null.</summary>
    public static ContainerRelease? Find(string name)
    {
        foreach (ContainerRelease release in All)
        {
            if (release.Name == name) return release;
        }

        return null;
    }
    private static TextTemplate Template(string name) => TextTemplate.Embedded(typeof(ContainerRelease).Assembly, name);
}
