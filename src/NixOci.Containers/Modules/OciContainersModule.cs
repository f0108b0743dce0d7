using NixOci.Containers.Options;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary><c>virtualisation.oci-containers</c>: containers that run as services.</summary>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class OciContainersModule(Deferred<ContainerRelease> release, Interpreter interpreter) : HostModule
{
    private const string Podman = "podman";
    private const string Docker = "docker";
    private const string BackendDefault = "if versionAtLeast config.system.stateVersion \"22.05\" then \"podman\" else \"docker\"";
    private static readonly KeyValuePair<Symbol, bool>[] Formals = [new("name", false)];

    /// <inheritdoc/>
    public override string File => "nixos/modules/virtualisation/oci-containers.nix";

    /// <inheritdoc/>
    public override IReadOnlyList<Value> Imports(ModuleArguments arguments) => [DockerContainers.Migration(arguments.Lib)];

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value container = Nix.Lazy(() => lib.Types.Submodule(Container(arguments)));
        return Nix.Attrs(("virtualisation", Nix.Attrs(("oci-containers", Nix.Attrs(
            ("backend", lib.MkOption(
                type: lib.Types.Enum(Podman, Docker),
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
        AttrSet Containers() => Settings(arguments).Select("containers").ForceAttrs();
        Value Enable(string backend) => lib.MkIf(
            Nix.Lazy(() => Nix.Bool(BackendName(arguments) == backend)),
            Nix.Attrs(("virtualisation", Nix.Attrs((backend, Nix.Attrs(("enable", NixBool.True)))))));

        return lib.MkIf(
            Nix.Lazy(() => Nix.Bool(Containers().Count > 0)),
            lib.MkMerge(
                Nix.Attrs(
                    ("systemd", Nix.Attrs(("services", Nix.Lazy(() => Services(arguments, Containers()))))),
                    ("assertions", Nix.Lazy(() => Assertions(arguments, Containers()))),
                    ("warnings", Nix.Lazy(() => Warnings(arguments, Containers())))),
                Enable(Podman),
                Enable(Docker)));
    }

    private static Value Settings(ModuleArguments arguments) => arguments.Config.Select("virtualisation", "oci-containers");

    private static string BackendName(ModuleArguments arguments) => Settings(arguments).Select("backend").ForceString().Text;

    private BackendTraits Backend(ModuleArguments arguments)
        => BackendName(arguments) == Podman ? release.Value.Podman : release.Value.Docker;

    private Builtin Container(ModuleArguments arguments)
    {
        Value backend = Nix.Lazy(() => Settings(arguments).Select("backend"));
        Value shared = Nix.Lazy(() => ContainerOption.SharedTree(release.Value.Options, arguments.Lib, backend));
        NixString file = Nix.Str(File);
        return new Builtin("container", (_, argument) =>
        {
            ContainerScope scope = new(arguments.Lib, argument.ForceAttrs()["name"]!, backend);
            AttrSetBuilder module = new(3);
            module.Add("_file", file);
            module.Add("options", Nix.Lazy(() => ContainerOption.Tree(release.Value.Options, shared.ForceAttrs(), scope)));

            // With podman its settings are there, all by default, even if nothing is said of them.
            if (release.Value.HasOption(Podman)) module.Add("config", DefaultsOfPodman(arguments));
            return module.Build();
        })
        {
            IsLambda = true,
            Formals = Formals,
        };
    }

    private static AttrSet DefaultsOfPodman(ModuleArguments arguments)
        => Nix.Attrs((Podman, arguments.Lib.MkIf(Nix.Lazy(() => Nix.Bool(BackendName(arguments) == Podman)), AttrSet.Empty)));

    private AttrSet Services(ModuleArguments arguments, AttrSet containers)
    {
        BackendTraits backend = Backend(arguments);
        ContainerRelations relations = new(release.Value, backend, containers);
        ContainerService service = new(release.Value, interpreter, arguments, backend, relations);
        AttrSetBuilder services = new(containers.Count);
        foreach ((Symbol name, Value container) in containers.ByName)
        {
            services.Add(relations.ServiceName(name.Text, container), service.Define(name.Text, container));
        }

        return services.Build();
    }

    private NixList Assertions(ModuleArguments arguments, AttrSet containers)
    {
        List<Value> assertions = new(containers.Count);
        foreach ((Symbol name, Value options) in containers.ByName)
        {
            ContainerView container = new(options, arguments);
            foreach (ContainerRule rule in release.Value.Rules)
            {
                assertions.Add(Nix.Attrs(
                    ("assertion", Nix.Lazy(() => Nix.Bool(rule.Holds(container, Backend(arguments))))),
                    ("message", Nix.Lazy(() => Nix.Str(rule.Message(name.Text, container))))));
            }
        }

        return NixList.Of(assertions);
    }

    private NixList Warnings(ModuleArguments arguments, AttrSet containers)
    {
        List<Value> warnings = [];
        if (release.Value.RootlessWarnings.Count == 0 || !Backend(arguments).UsesAccounts) return NixList.Empty;
        foreach ((Symbol name, Value options) in containers.ByName)
        {
            ContainerView container = new(options, arguments);
            if (!container.IsRootless) continue;
            bool lingers = container.Account.Select("linger").ForceBool();
            foreach (RootlessWarning warning in release.Value.RootlessWarnings)
            {
                if (warning.Applies(container, lingers)) warnings.Add(Nix.Str(warning.Message(name.Text, container)));
            }
        }

        return NixList.Of(warnings);
    }

    private static NixString DefaultBackend(ModuleArguments arguments)
    {
        Value version = arguments.Config.Select("system", "stateVersion");
        bool isNew = arguments.Lib["versionAtLeast"].Call(version, Nix.Str("22.05")).ForceBool();
        return Nix.Str(isNew ? Podman : Docker);
    }
}
