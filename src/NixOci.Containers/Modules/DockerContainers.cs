using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>The option <c>docker-containers</c> of old, which is <c>virtualisation.oci-containers</c> with the backend docker.</summary>
internal static class DockerContainers
{
    private const string OldOption = "docker-containers";
    private const string NewOption = "virtualisation.oci-containers";
    private static readonly KeyValuePair<Symbol, bool>[] Formals = [new("config", false), new("options", false)];

    /// <summary>
    /// The module that takes definitions of the old option over, with a warning. What <c>lib.mkChangedOptionModule</c> makes would look
    /// into the configuration to tell which definitions there are, and with a module system that merges all that nobody declares at
    /// once, as nixpkgs' own does, that is going in circles: here a condition stands around them.
    /// </summary>
    public static Value Migration(Lib lib) => new Builtin("module", (_, argument) =>
    {
        AttrSet arguments = argument.ForceAttrs();
        Value config = arguments["config"]!, options = arguments["options"]!;
        Thunk isDefined = Nix.Lazy(() => Nix.Bool(options.Select(OldOption, "isDefined").ForceBool()));
        return Nix.Attrs(
            ("options", Nix.Attrs((OldOption, lib.MkOption(isVisible: false)))),
            ("config", Nix.Attrs(
                ("warnings", lib.MkIf(isDefined, Nix.Lazy(() => Nix.List(Warning(lib, options))))),
                ("virtualisation", Nix.Attrs(("oci-containers", lib.MkIf(isDefined, Change(config))))))));
    })
    {
        IsLambda = true,
        Formals = Formals,
    };

    private static NixString Warning(Lib lib, Value options)
    {
        string files = lib["showFiles"].Call(options.Select(OldOption, "files")).ForceString().Text;
        return Nix.Str(
            $"The option `{OldOption}' defined in {files} has been changed to `{NewOption}' that has a different type. Please read "
            + $"`{NewOption}' documentation and update your configuration accordingly.");
    }

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
