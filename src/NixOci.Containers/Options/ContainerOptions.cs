using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Options;

/// <summary>The options that a container has had in one release or another.</summary>
internal static class ContainerOptions
{
    /// <summary>The image.</summary>
    public static readonly ContainerOption Image = Option("image", lib => lib.MkOption(
        type: lib.Types.Str,
        description: "The image that the container runs, as the backend would pull it.",
        example: Nix.Str("library/hello-world")));

    /// <summary>An archive with the image.</summary>
    public static readonly ContainerOption ImageFile = Option("imageFile", lib => ImageArchive(lib, lib.Types.Package));

    /// <summary>A program that prints an archive with the image.</summary>
    public static readonly ContainerOption ImageStream = Option("imageStream", lib => lib.MkOption(
        type: lib.Types.NullOr(lib.Types.Package),
        defaultValue: Nix.Null,
        description: "A program that writes an archive with the image to its standard output, to be loaded before the container is "
            + "run. Unlike with `imageFile` no archive lies in the store, which saves room for large images.",
        example: lib.LiteralExpression("pkgs.dockerTools.streamLayeredImage { name = \"my-app\"; tag = \"1\"; }")));

    /// <summary>The user at the registry.</summary>
    public static readonly ContainerOption LoginUsername = Option(["login", "username"], lib => Text(
        lib, "The user to log in to the registry as.", null));

    /// <summary>The password at the registry.</summary>
    public static readonly ContainerOption LoginPasswordFile = Option(["login", "passwordFile"], lib => Text(
        lib, "A file whose content is the password for the registry.", "/run/secrets/registry-password"));

    /// <summary>The registry.</summary>
    public static readonly ContainerOption LoginRegistry = Option(["login", "registry"], lib => Text(
        lib, "The registry to log in to. A login takes place only if user, password file and registry are all set.",
        "https://docker.pkg.github.com"));

    /// <summary>Arguments of the entry point.</summary>
    public static readonly ContainerOption Command = Option("cmd", lib => Texts(
        lib, "What is passed to the image's entry point.", "--port=9000"));

    /// <summary>Labels.</summary>
    public static readonly ContainerOption Labels = Option("labels", lib => Pairs(
        lib, "Labels that the container bears.", ("traefik.http.routers.app.rule", "Host(`app.example.org`)")));

    /// <summary>The program that is run instead of the image's own.</summary>
    public static readonly ContainerOption Entrypoint = Option("entrypoint", lib => Text(
        lib, "A program to be run instead of the image's own entry point.", "/bin/my-app"));

    /// <summary>Variables.</summary>
    public static readonly ContainerOption Environment = Option("environment", lib => Pairs(
        lib, "Environment variables of the container. They can be read by every user of the host; secrets belong in `environmentFiles`.",
        ("DATABASE_HOST", "db.example.org"), ("DATABASE_PORT", "3306")));

    /// <summary>Files with variables.</summary>
    public static readonly ContainerOption EnvironmentFiles = Option("environmentFiles", lib => lib.MkOption(
        type: lib.Types.ListOf(lib.Types.Path),
        defaultValue: NixList.Empty,
        description: "Files from which the backend reads environment variables, one `NAME=value` a line.",
        example: Nix.Strings("/run/secrets/app.env")));

    /// <summary>Where the container's output goes.</summary>
    public static readonly ContainerOption LogDriver = Option("log-driver", lib => lib.MkOption(
        type: lib.Types.Str,
        defaultValue: Nix.Str("journald"),
        description: "The backend's driver for the container's output. With `journald` the output is part of the unit's log; which "
            + "other drivers there are, the manuals of `docker run` and `podman run` say."));

    /// <summary>Published ports.</summary>
    public static readonly ContainerOption Ports = Option("ports", lib => Texts(
        lib, "Ports of the container that are published on the host: `containerPort`, `hostPort:containerPort`, "
            + "`ip:hostPort:containerPort` or `ip::containerPort`, each optionally followed by `/udp` or `/tcp`. Ports may be ranges: "
            + "two of equal length, or one on the host's side for a single port of the container. A published port is not "
            + "subject to the firewall of NixOS; name the address `127.0.0.1` for what only the host itself may reach.",
        "127.0.0.1:8080:9000"));

    /// <summary>The user in the container.</summary>
    public static readonly ContainerOption User = Option("user", lib => Text(
        lib, "The user, by name or number, that the container's process runs as; a group may follow after a colon.", "nobody:nogroup"));

    /// <summary>Volumes.</summary>
    public static readonly ContainerOption Volumes = Option("volumes", lib => Texts(
        lib, "Volumes and directories of the host that the container sees, as `source:target` or `source:target:options`.",
        "data:/var/lib/app", "/srv/www:/usr/share/nginx/html:ro"));

    /// <summary>The directory to start in.</summary>
    public static readonly ContainerOption Workdir = Option("workdir", lib => Text(
        lib, "The directory in the container that its process starts in.", "/var/lib/app"));

    /// <summary>Containers that must run first.</summary>
    public static readonly ContainerOption DependsOn = Option("dependsOn", lib => lib.MkOption(
        type: lib.Types.ListOf(lib.Types.Str),
        defaultValue: NixList.Empty,
        description: "Names of containers, as they stand under `virtualisation.oci-containers.containers`, that must be started before "
            + "this one and without which it does not run.",
        example: lib.LiteralExpression(
            "virtualisation.oci-containers.containers = {\n  db = { image = \"postgres\"; };\n"
            + "  app = { image = \"my-app\"; dependsOn = [ \"db\" ]; };\n}")));

    /// <summary>The container's host name.</summary>
    public static readonly ContainerOption Hostname = Option("hostname", lib => Text(
        lib, "The host name inside the container.", "hello-world"));

    /// <summary>Arguments before <c>run</c>.</summary>
    public static readonly ContainerOption PreRunExtraOptions = Option("preRunExtraOptions", lib => Texts(
        lib, "Further arguments of the backend's command, before `run`.", "--runtime", "runsc"));

    /// <summary>Arguments after <c>run</c>.</summary>
    public static readonly ContainerOption ExtraOptions = Option("extraOptions", lib => Texts(
        lib, "Further arguments of `podman run` or `docker run`.", "--network=host"));

    /// <summary>Whether the container is started at boot.</summary>
    public static readonly ContainerOption AutoStart = Option("autoStart", lib => Flag(
        lib, true, "Whether the container is started when the system is; otherwise its service must be started by other means."));

    /// <summary>An archive with the image, which may be any file in the store.</summary>
    public static readonly ContainerOption ImageFileInStore = Option("imageFile", lib => ImageArchive(lib, lib.Types["pathInStore"]));

    /// <summary>The name of the service.</summary>
    public static readonly ContainerOption ServiceName = new(["serviceName"], static scope => scope.Lib.MkOption(
        type: scope.Lib.Types.Str,
        defaultValue: Nix.Lazy(() => Nix.Str($"{scope.Backend.ForceString().Text}-{scope.Name.ForceString().Text}")),
        defaultText: "<backend>-<name>",
        description: "The name of the service that runs the container, without `.service`.")) { DependsOnContainer = true };

    /// <summary>When the image is pulled.</summary>
    public static readonly ContainerOption Pull = Option("pull", lib => lib.MkOption(
        type: lib.Types.Enum("always", "missing", "never", "newer"),
        defaultValue: Nix.Str("missing"),
        description: "When the backend pulls the image: at every start, if it is not there yet, never, or if the registry has a newer one."));

    /// <summary>Capabilities of the kernel.</summary>
    public static readonly ContainerOption Capabilities = Option("capabilities", lib => lib.MkOption(
        type: lib.Types["lazyAttrsOf"].Call(lib.Types.NullOr(lib.Types.Bool)),
        defaultValue: AttrSet.Empty,
        description: "Capabilities of the kernel that the container is given (`true`) or that are taken from it (`false`); `null` leaves "
            + "one as it is.",
        example: Nix.Attrs(("NET_ADMIN", NixBool.True), ("SYS_CHROOT", NixBool.False))));

    /// <summary>Devices.</summary>
    public static readonly ContainerOption Devices = Option("devices", lib => Texts(
        lib, "Devices of the host that the container may use, as `device` or `device:name inside`.", "/dev/dri:/dev/dri"));

    /// <summary>Networks.</summary>
    public static readonly ContainerOption Networks = Option("networks", lib => Texts(
        lib, "Networks that the container is attached to.", "backend"));

    /// <summary>Whether the container is privileged.</summary>
    public static readonly ContainerOption Privileged = Option("privileged", lib => Flag(
        lib, false, "Whether the container may do nearly all that the host may."));

    /// <summary>Whether the container is removed when it stops.</summary>
    public static readonly ContainerOption AutoRemoveOnStop = Option("autoRemoveOnStop", lib => Flag(
        lib, true, "Whether the backend removes the container when it stops, whoever stops it."));

    /// <summary>What is for podman only.</summary>
    public static readonly ContainerOption Podman = Option("podman", lib => lib.MkOption(
        type: lib.Types.NullOr(lib.Types.Submodule(Nix.Attrs(("options", Nix.Attrs(
            ("sdnotify", lib.MkOption(
                type: lib.Types.Enum("conmon", "healthy", "container"),
                defaultValue: Nix.Str("conmon"),
                description: "When the service counts as started: when the container runs (`conmon`), when it is found healthy "
                    + "(`healthy`), or when a program in it says so (`container`).")),
            ("user", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Str("root"),
                description: "The account of the host that the container is run as."))))))),
        defaultValue: Nix.Null,
        description: "Settings for podman. They must be left out with the backend docker."));

    /// <summary>The options that every release has.</summary>
    public static readonly IReadOnlyList<ContainerOption> Common =
    [
        Image, ImageFile, LoginUsername, LoginPasswordFile, LoginRegistry, Command, Entrypoint, Environment, EnvironmentFiles, LogDriver,
        Ports, User, Volumes, Workdir, DependsOn, ExtraOptions, AutoStart,
    ];

    private static ContainerOption Option(string name, Func<Lib, Value> declare) => Option([name], declare);

    private static ContainerOption Option(string[] path, Func<Lib, Value> declare) => new(path, scope => declare(scope.Lib));

    private static Value Flag(Lib lib, bool defaultValue, string description)
        => lib.MkOption(type: lib.Types.Bool, defaultValue: NixBool.Of(defaultValue), description: description);

    private static Value ImageArchive(Lib lib, Value type) => lib.MkOption(
        type: lib.Types.NullOr(type),
        defaultValue: Nix.Null,
        description: "An archive that is loaded into the backend before the container is run, so that nothing need be pulled. "
            + "The image in it must bear the name and tag that `image` names; otherwise the backend looks for `image` as usual.",
        example: lib.LiteralExpression("pkgs.dockerTools.buildImage { name = \"my-app\"; tag = \"1\"; }"));

    private static Value Text(Lib lib, string description, string? example) => lib.MkOption(
        type: lib.Types.NullOr(lib.Types.Str),
        defaultValue: Nix.Null,
        description: description,
        example: example is null ? null : Nix.Str(example));

    private static Value Texts(Lib lib, string description, params string[] example) => lib.MkOption(
        type: lib.Types.ListOf(lib.Types.Str), defaultValue: NixList.Empty, description: description, example: Nix.Strings(example));

    private static Value Pairs(Lib lib, string description, params (string Name, string Value)[] example)
    {
        AttrSetBuilder pairs = new(example.Length);
        foreach ((string name, string value) in example) pairs.Add(name, Nix.Str(value));
        return lib.MkOption(
            type: lib.Types.AttrsOf(lib.Types.Str), defaultValue: AttrSet.Empty, description: description, example: pairs.Build());
    }
}
