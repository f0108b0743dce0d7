using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Releases;

/// <summary>What must hold of a container; where it does not, its configuration is an error.</summary>
/// <param name="Holds">Whether it holds of a container that a backend runs.</param>
/// <param name="Message">What is said of a container of that name otherwise.</param>
public sealed record ContainerRule(Func<ContainerView, BackendTraits, bool> Holds, Func<string, ContainerView, string> Message);

/// <summary>What is probably a mistake in a container that podman runs as an account of its own.</summary>
/// <param name="Applies">Whether it is there, by whether services of the account run while it is not logged in.</param>
/// <param name="Message">What is said of a container of that name.</param>
public sealed record RootlessWarning(Func<ContainerView, bool, bool> Applies, Func<string, ContainerView, string> Message);

/// <summary>The rules that a container has been held to in one release or another.</summary>
internal static class ContainerRules
{
    private const string OneImage = "You can only define one of imageFile and imageStream";

    /// <summary>There is one source of the image.</summary>
    public static readonly ContainerRule OneImageSource = new(HasOneImage, static (_, _) => OneImage);

    /// <summary>The same, told of the container by its name.</summary>
    public static readonly ContainerRule OneImageSourceByName = new(HasOneImage, static (name, _) => Option(name) + OneImage);

    /// <summary>Settings of podman are not for docker.</summary>
    public static readonly ContainerRule PodmanOnly = new(
        static (container, backend) => backend.UsesAccounts || container["podman"] is null,
        static (name, _) => Option(name) + "Cannot set `podman` option if backend is `docker`.");

    /// <summary>An account whose services are waited for has a number.</summary>
    public static readonly ContainerRule NumberedAccount = new(
        static (container, backend) => !backend.UsesAccounts || container.SdNotify != "healthy" || !container.IsRootless
            || container.Account.Select("uid") is not NixNull,
        static (name, container) => $"Rootless container {name} (with podman and sdnotify=healthy)\n"
            + $"requires that its running user {container.User} has a statically specified uid.\n");

    /// <summary>Lingering is not for containers whose start podman itself reports.</summary>
    public static readonly RootlessWarning LingerWithConmon = new(
        static (container, lingers) => lingers && container.SdNotify == "conmon",
        static (name, container) => $"Podman container {name} is configured as rootless (user {container.User})\n"
            + "with `--sdnotify=conmon`, but lingering for this user is turned on.\n");

    /// <summary>Lingering is needed where a check of health reports the start.</summary>
    public static readonly RootlessWarning NoLingerWithHealthy = new(
        static (container, lingers) => !lingers && container.SdNotify == "healthy",
        static (name, container) => $"Podman container {name} is configured as rootless (user {container.User})\n"
            + "with `--sdnotify=healthy`, but lingering for this user is turned off.\n");

    /// <summary>Lingering is needed.</summary>
    public static readonly RootlessWarning NoLinger = new(
        static (_, lingers) => !lingers,
        static (name, container) => $"Podman container {name} is configured as rootless (user {container.User}),\n"
            + "but lingering for this user is turned off.\n");

    private static bool HasOneImage(ContainerView container, BackendTraits backend)
        => container["imageFile"] is null || container["imageStream"] is null;

    private static string Option(string name) => $"virtualisation.oci-containers.containers.{name}: ";
}
