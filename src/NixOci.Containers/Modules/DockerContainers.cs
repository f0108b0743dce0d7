using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>The option <c>docker-containers</c> of old, which is <c>virtualisation.oci-containers</c> with the backend docker.</summary>
internal static class DockerContainers
{
    private const string OldOption = "docker-containers";

    /// <summary>The module that takes definitions of the old option over, with a warning.</summary>
    public static Value Migration(Lib lib)
        => lib["mkChangedOptionModule"]
            .Call(Nix.Strings(OldOption), Nix.Strings("virtualisation", "oci-containers"))
            .Call(Nix.Function("change", Change));

    private static AttrSet Change(Value config)
        => Nix.Attrs(
            ("backend", Nix.Str("docker")),
            ("containers", Nix.Lazy(() => config.Select(OldOption).ForceAttrs().Map(
                static (_, container) => Nix.Lazy(() => ChangeContainer(container.ForceAttrs()))))));

    private static AttrSet ChangeContainer(AttrSet container)
        => container
            .With("extraOptions", container["extraDockerOptions"] ?? NixList.Empty)
            .Where(static (name, _) => name.Text != "extraDockerOptions");
}
