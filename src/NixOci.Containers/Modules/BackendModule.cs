using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>
/// <c>virtualisation.podman</c> and <c>virtualisation.docker</c> as far as containers need them: whether the backend is used, and
/// its package.
/// </summary>
public sealed class BackendModule : HostModule
{
    private readonly string _name;

    private BackendModule(string name, string file)
    {
        _name = name;
        File = file;
    }

    /// <summary><c>virtualisation.podman</c></summary>
    public static BackendModule Podman { get; } = new("podman", "nixos/modules/virtualisation/podman/default.nix");

    /// <summary><c>virtualisation.docker</c></summary>
    public static BackendModule Docker { get; } = new("docker", "nixos/modules/virtualisation/docker.nix");

    /// <inheritdoc/>
    public override string File { get; }

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("virtualisation", Nix.Attrs((_name, Nix.Attrs(
            ("enable", lib.MkOption(
                type: lib.Types.Bool,
                defaultValue: NixBool.False,
                description: $"Whether the host has {_name}. Containers of that backend set it.")),
            ("package", lib.MkOption(
                type: lib.Types.Package,
                defaultValue: Nix.Lazy(() => arguments.Pkgs.Select(_name)),
                defaultText: "pkgs." + _name,
                description: $"The package that has the command {_name}.")))))));
    }
}
