using NixOci.Containers.Releases;
using NixOci.Containers.Scripts;
using NixOci.Language.Evaluation;
using NixOci.Modules.Packages;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>
/// Makes the definition of a service under <c>systemd.services</c> of a container's options. Every part of it is computed when it
/// is read, so that containers may refer to each other and to services.
/// </summary>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
/// <param name="arguments">The module's arguments.</param>
/// <param name="backend">The backend.</param>
/// <param name="relations">The units that containers are related to.</param>
internal sealed class ContainerService(
    ContainerRelease release, Interpreter interpreter, ModuleArguments arguments, BackendTraits backend, ContainerRelations relations)
{
    /// <summary>The definition of a container's service.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="options">Its options; may be a thunk.</param>
    public AttrSet Define(string name, Value options)
    {
        ContainerView container = new(options, arguments);
        Lib lib = arguments.Lib;
        Value IfRootless(Func<Value> definition, bool isPossible = true)
            => lib.MkIf(Nix.Lazy(() => Nix.Bool(isPossible && container.IsRootless)), Nix.Lazy(definition));

        AttrSetBuilder service = new(16);
        service.Add("wantedBy", Nix.Lazy(() => container.Is("autoStart") ? Nix.Strings("multi-user.target") : NixList.Empty));
        service.Add("wants", Nix.Lazy(() => relations.Wants(container)));
        service.Add("after", Nix.Lazy(() => relations.After(container)));
        service.Add("requires", Nix.Lazy(() => relations.Requires(container)));
        service.Add("environment", lib.MkMerge(
            Nix.Lazy(() => arguments.Config.Select("networking", "proxy", "envVars")),
            IfRootless(() => Nix.Attrs(("HOME", Nix.Lazy(() => container.Account.Select("home")))), backend.UsesAccounts)));
        service.Add("path", Nix.Lazy(() => Nix.List(arguments.Config.Select("virtualisation", backend.Command, "package"))));
        service.Add("script", Nix.Lazy(() => Start(name, container)));
        service.Add("preStop", Nix.Lazy(() => Values(name).Render(backend.Stop)));
        service.Add("postStop", Nix.Lazy(() => Values(name).Render(backend.Remove)));
        service.Add("unitConfig", IfRootless(() => Nix.Attrs(
            ("RequiresMountsFor", Nix.Str($"/run/user/{ContainerRelations.UserNumber(container)}/containers")))));
        service.Add("serviceConfig", Nix.Lazy(() => ServiceConfig(name, container)));
        if (!release.LeavesPreStartToUsers) service.Add("preStart", Nix.Lazy(() => PreStart(name, container)));
        return service.Build();
    }

    private NixString Start(string name, ContainerView container)
    {
        string quoted = release.Packages.Quoting.Quote(name);
        return Values(name)
            .AddWords("options_before_run", container["preRunExtraOptions"])
            .AddRaw("log_driver", container["log-driver"])
            .AddWord("entrypoint", container["entrypoint"])
            .AddWord("hostname", container["hostname"])
            .AddTexts("backend_flags", backend.RunFlags(new ServiceFacts(name, quoted, backend.IdFile?.Invoke(quoted), container)))
            .AddPairs("environment", container["environment"])
            .AddWords("environment_files", container["environmentFiles"])
            .AddWords("ports", container["ports"])
            .AddWord("user", container["user"])
            .AddWords("volumes", container["volumes"])
            .AddPairs("labels", container["labels"])
            .AddWord("workdir", container["workdir"])
            .AddFlag("is_privileged", container.Is("privileged"))
            .AddFlag("is_removed_on_stop", container.Is("autoRemoveOnStop"))
            .AddNames("added_capabilities", container["capabilities"], isSet: true)
            .AddNames("dropped_capabilities", container["capabilities"], isSet: false)
            .AddWords("devices", container["devices"])
            .AddWords("networks", Networks(container))
            .AddWord("pull", container["pull"])
            .AddWords("extra_options", container["extraOptions"])
            .AddRaw("image", container["image"])
            .AddWords("command", container["cmd"])
            .Render(release.Start);
    }

    private Value? Networks(ContainerView container)
        => release.NetworksAreDistinct && container["networks"] is { } networks ? arguments.Lib["unique"].Call(networks) : container["networks"];

    private AttrSet ServiceConfig(string name, ContainerView container)
    {
        string quoted = release.Packages.Quoting.Quote(name);
        ServiceFacts facts = new(name, quoted, backend.IdFile?.Invoke(quoted), container);
        AttrSetBuilder settings = new(12);
        if (release.LeavesPreStartToUsers) settings.Add("ExecStartPre", Nix.List(Nix.Lazy(() => PreStartCommand(name, container))));
        Add(settings, release.Settings, facts);
        Add(settings, backend.Settings, facts);
        return settings.Build();
    }

    private static void Add(AttrSetBuilder settings, IReadOnlyList<ServiceSetting> added, in ServiceFacts facts)
    {
        foreach (ServiceSetting setting in added)
        {
            if (setting.Value(facts) is { } value) settings.Add(setting.Key, value);
        }
    }

    private NixString PreStartCommand(string name, ContainerView container)
    {
        Value application = arguments.Pkgs.Select("writeShellApplication").Call(Nix.Attrs(
            ("name", Nix.Str("pre-start")),
            ("runtimeInputs", NixList.Empty),
            ("text", Nix.Lazy(() => PreStart(name, container)))));
        NixString directory = application.Select("outPath").ForceString();
        return new NixString(directory.Text + "/bin/pre-start", directory.Context);
    }

    private NixString PreStart(string name, ContainerView container)
        => Values(name)
            .AddLogin("login", container["login", "registry"], container["login", "username"], container["login", "passwordFile"])
            .AddRaw("image", container["image"])
            .AddRaw("image_file", container["imageFile"])
            .AddRaw("image_stream", container["imageStream"])
            .Render(release.PreStart);

    private ScriptValues Values(string name) => new ScriptValues(interpreter, release.Packages.Quoting).AddContainer(name, backend);
}
