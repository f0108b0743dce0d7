using NixOci.Containers.Options;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary><c>virtualisation.oci-containers</c>: containers that run as services.</summary>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class OciContainersModule(ContainerRelease release, Interpreter interpreter) : HostModule
{
    private const string BackendDefault = "if versionAtLeast config.system.stateVersion \"22.05\" then \"podman\" else \"docker\"";

    /// <inheritdoc/>
    public override string File => "nixos/modules/virtualisation/oci-containers.nix";

    /// <inheritdoc/>
    public override IReadOnlyList<Value> Imports(ModuleArguments arguments) => [DockerContainers.Migration(arguments.Lib)];

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value container = lib.Types.Submodule(Nix.Attrs(
            ("_file", Nix.Str(File)), ("options", Nix.Lazy(() => ContainerOption.Tree(release.Options, lib)))));
        return Nix.Attrs(("virtualisation", Nix.Attrs(("oci-containers", Nix.Attrs(
            ("backend", lib.MkOption(
                type: lib.Types.Enum(release.Podman.Command, release.Docker.Command),
                defaultValue: Nix.Lazy(() => DefaultBackend(arguments)),
                defaultText: BackendDefault,
                description: "The program that runs the containers.")),
            ("containers", lib.MkOption(
                type: lib.Types.AttrsOf(container),
                defaultValue: AttrSet.Empty,
                description: "Containers that are run as services of systemd.")))))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value Settings() => arguments.Config.Select("virtualisation", "oci-containers");
        Value Containers() => Settings().Select("containers");
        bool Uses(BackendTraits backend) => Settings().Select("backend").ForceString().Text == backend.Command;
        Value Enable(BackendTraits backend) => lib.MkIf(
            Nix.Lazy(() => Nix.Bool(Uses(backend))),
            Nix.Attrs(("virtualisation", Nix.Attrs((backend.Command, Nix.Attrs(("enable", NixBool.True)))))));

        return lib.MkIf(
            Nix.Lazy(() => Nix.Bool(Containers().ForceAttrs().Count > 0)),
            lib.MkMerge(
                Nix.Attrs(
                    ("systemd", Nix.Attrs(("services", Nix.Lazy(
                        () => Services(arguments, Uses(release.Podman) ? release.Podman : release.Docker, Containers().ForceAttrs()))))),
                    ("assertions", Nix.Lazy(() => Assertions(Containers().ForceAttrs())))),
                Enable(release.Podman),
                Enable(release.Docker)));
    }

    private AttrSet Services(ModuleArguments arguments, BackendTraits backend, AttrSet containers)
    {
        ContainerService service = new(release, interpreter, arguments, backend);
        AttrSetBuilder services = new(containers.Count);
        foreach ((Symbol name, Value container) in containers.ByName)
        {
            services.Add($"{backend.Command}-{name.Text}", service.Define(name.Text, container));
        }

        return services.Build();
    }

    private NixList Assertions(AttrSet containers)
    {
        List<Value> assertions = new(containers.Count);
        foreach ((Symbol name, Value container) in containers.ByName)
        {
            assertions.Add(Nix.Attrs(
                ("assertion", Nix.Lazy(() => Nix.Bool(
                    container.Select("imageFile") is NixNull || container.Select("imageStream") is NixNull))),
                ("message", Nix.Str(release.TwoImagesMessage(name.Text)))));
        }

        return NixList.Of(assertions);
    }

    private NixString DefaultBackend(ModuleArguments arguments)
    {
        Value version = arguments.Config.Select("system", "stateVersion");
        bool isNew = arguments.Lib["versionAtLeast"].Call(version, Nix.Str("22.05")).ForceBool();
        return Nix.Str(isNew ? release.Podman.Command : release.Docker.Command);
    }
}
