using NixOci.Containers.Options;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Options;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;

namespace NixOci.Containers.Releases;

/// <summary>
/// The history of what NixOS makes of containers, release by release. A release tells only what it changed; how sure each entry is,
/// docs/releases.md tells.
/// </summary>
public static class NixosReleases
{
    private const string Online = "network-online.target";
    private const string PackageVersions = "the versions of packages are those of about the day of the release";

    /// <summary>May 2022.</summary>
    public static ContainerRelease Nixos2205 { get; } = new()
    {
        Name = "22.05",
        Guesses = [PackageVersions],
        Packages = Nixpkgs(PackageRelease.Seed, "22.05", "Quokka", """
            bash 5.1-p16 outputs=out,dev,man,doc,info
            coreutils 9.0 outputs=out,info main=-
            findutils 4.9.0 outputs=out,info,locate main=find
            gnugrep 3.7 outputs=out,info main=grep
            gnused 4.8 outputs=out,info main=sed
            systemd 250.4 outputs=out,lib,dev,man main=systemctl
            glibcLocales 2.34-210 pname=glibc-locales main=-
            tzdata 2022a outputs=out,bin,man,dev main=-
            podman 4.1.0 outputs=out,man
            docker 20.10.16
            """),
        Systemd = SystemdRelease.Seed with
        {
            Service = SystemdRelease.ServiceWithGaps, WritesInstall = false, Triggers = TriggerForm.Inline,
        },
        Options = ContainerOptions.Common,
        Start = File("start-22.05.scriban"),
        PreStart = File("pre-start-22.05.scriban"),
        Settings =
        [
            new("TimeoutStartSec", static _ => Nix.Int(0)),
            new("TimeoutStopSec", static _ => Nix.Int(120)),
            new("Restart", static _ => Nix.Str("always")),
        ],
        Podman = Backend("podman"),
        Docker = Backend("docker") with { After = ["docker.service", "docker.socket"] },
    };

    /// <summary>November 2022.</summary>
    public static ContainerRelease Nixos2211 { get; } = Nixos2205.Next(
        "22.11",
        new("podman runs the container in the background, tells systemd that it is up, and finds it again by a file with its id", static r => r with
        {
            PreStart = File("pre-start-22.11.scriban"),
            Podman = r.Podman with
            {
                IdFile = static name => $"/run/podman-{name}.ctr-id",
                RunFlags = static c => [$"--cidfile={c.IdFile}", "--cgroups=no-conmon", "--sdnotify=conmon", "-d", "--replace"],
                Stop = TextTemplate.Of("[ $SERVICE_RESULT = success ] || podman stop --ignore --cidfile={{ id_file }}"),
                Remove = TextTemplate.Of("podman rm -f --ignore --cidfile={{ id_file }}"),
                Settings =
                [
                    new("Environment", static c => Nix.Str($"PODMAN_SYSTEMD_UNIT=podman-{c.Name}.service")),
                    new("Type", static _ => Nix.Str("notify")),
                    new("NotifyAccess", static _ => Nix.Str("all")),
                ],
            },
        }),
        new("a container whose image may have to be pulled is started after the network is up", static r => r with { AfterToPull = [Online] }),
        Versions("22.11", "Raccoon", """
            coreutils 9.1 outputs=out,info main=-
            systemd 251.7 outputs=out,lib,dev,man main=systemctl
            glibcLocales 2.35-163 pname=glibc-locales main=-
            tzdata 2022f outputs=out,bin,man,dev main=-
            podman 4.3.1 outputs=out,man
            docker 20.10.21
            """)) with { Guesses = [PackageVersions] };

    /// <summary>May 2023.</summary>
    public static ContainerRelease Nixos2305 { get; } = Nixos2211.Next(
        "23.05",
        Versions("23.05", "Stoat", """
            bash 5.2-p15 outputs=out,dev,man,doc,info
            gnugrep 3.11 outputs=out,info main=grep
            gnused 4.9 outputs=out,info main=sed
            systemd 253.3 outputs=out,lib,dev,man main=systemctl
            glibcLocales 2.37-8 pname=glibc-locales main=-
            tzdata 2023c outputs=out,bin,man,dev main=-
            podman 4.5.0 outputs=out,man
            docker 20.10.25
            """)) with { Guesses = ["values of restartTriggers and reloadTriggers stand in the unit itself", PackageVersions] };

    /// <summary>November 2023.</summary>
    public static ContainerRelease Nixos2311 { get; } = Nixos2305.Next(
        "23.11",
        new("what is done before the start is a command of its own, so that the service's option preStart is left to users", static r
            => r with { LeavesPreStartToUsers = true }),
        new("a container is stopped by its backend however its service ended", static r => r with
        {
            Podman = r.Podman with { Stop = TextTemplate.Of("podman stop --ignore --cidfile={{ id_file }}") },
            Docker = r.Docker with { Stop = TextTemplate.Of("docker stop {{ name }}") },
        }),
        new("containers have the options hostname and labels", static r
            => r with { Options = ContainerOption.Merge(r.Options, ContainerOptions.Hostname, ContainerOptions.Labels) }),
        new("values of restartTriggers and reloadTriggers stand in a file that the unit names", static r
            => r with { Systemd = r.Systemd with { Triggers = TriggerForm.File } }),
        Versions("23.11", "Tapir", """
            coreutils 9.3 outputs=out,info main=-
            systemd 254.6 outputs=out,lib,dev,man main=systemctl
            glibcLocales 2.38-27 pname=glibc-locales main=-
            podman 4.7.2 outputs=out,man
            docker 24.0.5
            """)) with
    {
        Guesses =
        [
            "the options hostname and labels were there already",
            "units still have empty lines among the settings of [Service] and no section [Install]",
            PackageVersions,
        ],
    };

    /// <summary>May 2024.</summary>
    public static ContainerRelease Nixos2405 { get; } = Nixos2311.Next(
        "24.05",
        new("a container that docker has removed already can be stopped without an error", static r
            => r with { Docker = r.Docker with { Stop = TextTemplate.Of("docker stop {{ name }} || true") } }),
        new("a registry that cannot be logged in to is no hindrance if the image is there already", static r
            => r with { PreStart = File("pre-start-24.05.scriban") }),
        new("a container whose image may have to be pulled wants the network to be up", static r => r with { WantsToPull = [Online] }),
        new("units are written without empty lines among the settings of [Service], and with a section [Install]", static r => r with
        {
            Systemd = r.Systemd with { Service = SystemdRelease.Seed.Service, WritesInstall = true },
        }),
        new("files among the values of restartTriggers and reloadTriggers count by their content", static r
            => r with { Systemd = r.Systemd with { Triggers = TriggerForm.FileWithPathsCopied } }),
        Versions("24.05", "Uakari", """
            bash 5.2p26 outputs=out,dev,man,doc,info
            coreutils 9.5 outputs=out,info main=-
            systemd 255.6 outputs=out,lib,dev,man,debug main=systemctl
            glibcLocales 2.39-52 pname=glibc-locales main=-
            tzdata 2024a outputs=out,bin,man,dev main=-
            podman 5.0.3 outputs=out,man
            docker 24.0.9
            """)) with
    {
        Guesses = ["files among the values of restartTriggers and reloadTriggers were copied to the store already", PackageVersions],
    };

    /// <summary>NixOS of 2024-08-24 (nixpkgs 0b6fa5ee40).</summary>
    public static ContainerRelease Seed { get; } = Nixos2405.Next(
        "seed",
        new("containers have the option preRunExtraOptions, for which there is room before the word run", static r => r with
        {
            Options = ContainerOption.Merge(r.Options, ContainerOptions.PreRunExtraOptions),
            Start = File("start-seed.scriban"),
        }),
        new("containers have the option imageStream, beside which there may be no imageFile", static r => r with
        {
            Options = ContainerOption.Merge(r.Options, ContainerOptions.ImageStream),
            PreStart = File("pre-start-seed.scriban"),
            Rules = [ContainerRules.OneImageSource],
        }),
        Versions("24.11", "Vicuna", """
            bash 5.2p32 outputs=out,dev,man,doc,info
            findutils 4.10.0 outputs=out,info,locate main=find
            systemd 256.4 outputs=out,lib,dev,man,debug main=systemctl
            podman 5.2.1 outputs=out,man
            docker 27.1.1
            """));

    /// <summary>November 2024.</summary>
    public static ContainerRelease Nixos2411 { get; } = Seed.Next(
        "24.11",
        new("words of scripts are put into quotes only where the shell needs them", static r
            => r with { Packages = r.Packages with { Quoting = ShellQuoting.WhenNeeded } }),
        new("services have the option enableStrictShellChecks, and scripts an empty line after set -e", static r => r with
        {
            Systemd = r.Systemd with
            {
                JobScript = SystemdRelease.SpacedJobScript, ServiceOptions = [.. r.Systemd.ServiceOptions, ServiceOption.StrictShellChecks],
            },
        }),
        new("containers have the option serviceName", static r
            => r with { Options = ContainerOption.Merge(r.Options, ContainerOptions.ServiceName) }),
        Versions("24.11", "Vicuna", """
            bash 5.2p37 outputs=out,dev,man,doc,info
            systemd 256.8 outputs=out,lib,dev,man,debug main=systemctl
            glibcLocales 2.40-36 pname=glibc-locales main=-
            tzdata 2024b outputs=out,bin,man,dev main=-
            podman 5.2.3 outputs=out,man
            docker 27.3.1
            """)) with
    {
        Guesses =
        [
            "the options pull, devices, networks and privileged were not there yet",
            "with serviceName, PODMAN_SYSTEMD_UNIT and dependsOn still take podman-NAME or docker-NAME for the service's name",
            PackageVersions,
        ],
    };

    /// <summary>May 2025.</summary>
    public static ContainerRelease Nixos2505 { get; } = Nixos2411.Next(
        "25.05",
        new("containers have the option autoRemoveOnStop, after whose like --rm stands", static r => r with
        {
            Options = ContainerOption.Merge(r.Options, ContainerOptions.AutoRemoveOnStop),
            Start = File("start-25.05.scriban"),
        }),
        new("containers have the options pull, devices, networks and privileged; when to pull is always said", static r => r with
        {
            Options = ContainerOption.Merge(
                r.Options, ContainerOptions.Pull, ContainerOptions.Devices, ContainerOptions.Networks, ContainerOptions.Privileged),
        }),
        new("containers have the option capabilities", static r
            => r with { Options = ContainerOption.Merge(r.Options, ContainerOptions.Capabilities) }),
        new("podman can run a container as another account: the file with the container's id lies in a directory of the service", static r => r with
        {
            Options = ContainerOption.Merge(r.Options, ContainerOptions.Podman),
            RootlessWarnings = [ContainerRules.LingerWithConmon, ContainerRules.NoLingerWithHealthy],
            Rules = [ContainerRules.OneImageSourceByName, ContainerRules.PodmanOnly, ContainerRules.NumberedAccount],
            Podman = r.Podman with
            {
                UsesAccounts = true,
                IdFile = static name => $"/run/{name}/ctr-id",
                RunFlags = static c =>
                    [$"--cidfile={c.IdFile}", "--cgroups=enabled", $"--sdnotify={c.Options.SdNotify}", "-d", "--replace"],
                Settings =
                [
                    .. r.Podman.Settings,
                    new("Delegate", static c => c.Options.SdNotify == "healthy" ? NixTrue : null, "podman.sdnotify"),
                    new("User", static c => Nix.Str(c.Options.User), "podman.user"),
                    new("RuntimeDirectory", static c => Nix.Str(c.QuotedName)),
                ],
            },
        }),
        new("the name of a user at a registry is put into quotes", static r => r with { PreStart = File("pre-start-25.05.scriban") }),
        new("services have the option notSocketActivated", static r => r with
        {
            Systemd = r.Systemd with { ServiceOptions = [.. r.Systemd.ServiceOptions, ServiceOption.NotSocketActivated] },
        }),
        Versions("25.05", "Warbler", """
            coreutils 9.7 outputs=out,info main=-
            systemd 257.5 outputs=out,lib,dev,man,debug main=systemctl
            glibcLocales 2.40-66 pname=glibc-locales main=-
            tzdata 2025b outputs=out,bin,man,dev main=-
            podman 5.4.1 outputs=out,man
            docker 28.1.1
            """)) with
    {
        Guesses =
        [
            "user@UID.service and RequiresMountsFor of containers that are not run as root were there already",
            "the name of a user at a registry was put into quotes already",
            "PODMAN_SYSTEMD_UNIT and dependsOn still take podman-NAME or docker-NAME for the service's name",
            PackageVersions,
        ],
    };

    /// <summary>November 2025.</summary>
    public static ContainerRelease Nixos2511 { get; } = Nixos2505.Next(
        "25.11",
        new("podman is told the service's name by systemd, whatever serviceName says", static r => r with
        {
            Podman = r.Podman with { Settings = Replace(r.Podman.Settings, new("Environment", static _ => Nix.Str("PODMAN_SYSTEMD_UNIT=%n"))) },
        }),
        new("dependsOn names containers that must exist, and heeds their serviceName", static r => r with { LooksUpDependencies = true }),
        new("a network that is named several times is given once", static r => r with { NetworksAreDistinct = true }),
        Versions("25.11", "Xantusia", """
            bash 5.3p3 outputs=out,dev,man,doc,info
            coreutils 9.8 outputs=out,info main=-
            gnugrep 3.12 outputs=out,info main=grep
            systemd 258.2 outputs=out,dev,man,debug main=systemctl
            podman 5.7.0 outputs=out,man
            docker 28.5.2
            """)) with { Guesses = ["dependsOn looked containers up, and a network was given once, already", PackageVersions] };

    /// <summary>May 2026.</summary>
    public static ContainerRelease Nixos2605 { get; } = Nixos2511.Next(
        "26.05",
        new("podman manages the control groups below its service, so that containers start that are not run as root", static r => r with
        {
            Podman = r.Podman with { Settings = Replace(r.Podman.Settings, new("Delegate", static _ => NixTrue)) },
            RootlessWarnings = [ContainerRules.NoLinger],
        }),
        new("a container is started again only if it failed", static r => r with
        {
            Settings = Replace(r.Settings, new("Restart", static _ => Nix.Str("on-failure"))),
        }),
        new("imageFile may be any file in the store", static r
            => r with { Options = ContainerOption.Merge(r.Options, ContainerOptions.ImageFileInStore) }),
        new("shell applications export their PATH even if nothing is added to it", static r
            => r with { Packages = r.Packages with { ShellApplicationAlwaysSetsPath = true } }),
        new("accounts may leave it open whether they linger", static r => r with { Packages = r.Packages with { LingerMayBeOpen = true } }),
        new("an option without a value is told of in other words", static r => r with
        {
            Packages = r.Packages with
            {
                NoValueMessage = static option => $"The option `{option}' was accessed but has no value defined. Try setting the option.",
            },
        }),
        new("docker removes what nobody uses by a timer that may be put off and made up for", static r => r with { DockerPrunesByTimer = true }),
        new("services have the option enableDefaultPath", static r => r with
        {
            Systemd = r.Systemd with { ServiceOptions = [.. r.Systemd.ServiceOptions, ServiceOption.DefaultPath] },
        }),
        Versions("26.05", "Yarara", """
            bash 5.3p9 outputs=out,dev,man,doc,info
            bashInteractive 5.3p9 pname=bash-interactive outputs=out,dev,man,doc,info main=bash
            coreutils 9.10 outputs=out,info main=-
            systemd 260.1 outputs=out,dev,man,debug main=systemctl
            glibcLocales 2.42-61 pname=glibc-locales main=-
            tzdata 2026a outputs=out,bin,man,dev main=-
            podman 5.8.2 outputs=out,man
            docker 29.4.0
            """)) with
    {
        Guesses =
        [
            "Restart=on-failure was said of containers that start by themselves, too",
            "accounts could leave it open already whether they linger",
            "an option without a value was told of in other words only since then",
            "docker had a timer of its own for virtualisation.docker.autoPrune only since then",
            PackageVersions,
        ],
    };

    /// <summary>NixOS of July 2026.</summary>
    public static ContainerRelease Latest { get; } = Nixos2605.Next(
        "latest",
        Versions("26.11", "", """
            coreutils 9.11 outputs=out,info main=-
            systemd 260.2 outputs=out,dev,man,debug main=systemctl
            glibcLocales 2.42-67 pname=glibc-locales main=-
            tzdata 2026b outputs=out,bin,man,dev main=-
            podman 5.8.4 outputs=out,man
            docker 29.6.0
            """));

    /// <summary>The releases that can be chosen, from the oldest to the newest.</summary>
    public static IReadOnlyList<ContainerRelease> All { get; } =
        [Nixos2205, Nixos2211, Nixos2305, Nixos2311, Nixos2405, Seed, Nixos2411, Nixos2505, Nixos2511, Nixos2605, Latest];

    /// <summary>The release that is followed where nothing names one.</summary>
    public static ContainerRelease Default => Nixos2411;

    /// <summary>The release of a name, or null.</summary>
    public static ContainerRelease? Find(string name)
    {
        foreach (ContainerRelease release in All)
        {
            if (release.Name == name) return release;
        }

        return null;
    }

    private static BackendTraits Backend(string command) => new()
    {
        Command = command,
        After = [],
        Settings = [],
        IdFile = null,
        RunFlags = static _ => [],
        Stop = TextTemplate.Of("[ $SERVICE_RESULT = success ] || {{ backend }} stop {{ name }}"),
        Remove = TextTemplate.Of("{{ backend }} rm -f {{ name }} || true"),
    };

    private static ReleaseChange Versions(string release, string codeName, string versions)
        => new("packages have other versions", r => r with { Packages = Nixpkgs(r.Packages, release, codeName, versions) })
        {
            IsAboutVersions = true,
        };

    private static PackageRelease Nixpkgs(PackageRelease before, string release, string codeName, string versions)
        => before.With(versions) with { SystemRelease = release, SystemCodeName = codeName };

    private static IReadOnlyList<ServiceSetting> Replace(IReadOnlyList<ServiceSetting> settings, ServiceSetting setting)
        => [.. settings.Select(other => other.Key == setting.Key ? setting : other)];

    private static Language.Values.Value NixTrue => Nix.Bool(true);

    private static TextTemplate File(string name) => TextTemplate.Embedded(typeof(NixosReleases).Assembly, name);
}
