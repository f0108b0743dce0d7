using NixOci.Containers.Releases;
using NixOci.Containers.Scripts;
using NixOci.Language.Evaluation;
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
internal sealed class ContainerService(
    ContainerRelease release, Interpreter interpreter, ModuleArguments arguments, BackendTraits backend)
{
    private static readonly string[] Online = ["network-online.target"];

    /// <summary>The definition of a container's service.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="container">Its options; may be a thunk.</param>
    public AttrSet Define(string name, Value container)
        => Nix.Attrs(
            ("wantedBy", Nix.Lazy(() => container.Select("autoStart").ForceBool() ? Nix.Strings("multi-user.target") : NixList.Empty)),
            ("wants", Nix.Lazy(() => Nix.Strings(Network(container)))),
            ("after", Nix.Lazy(() => Nix.Strings([.. backend.After, .. Network(container), .. Dependencies(container)]))),
            ("requires", Nix.Lazy(() => Nix.Strings([.. Dependencies(container)]))),
            ("environment", Nix.Lazy(() => arguments.Config.Select("networking", "proxy", "envVars"))),
            ("path", Nix.Lazy(() => Nix.List(arguments.Config.Select("virtualisation", backend.Command, "package")))),
            ("script", Nix.Lazy(() => Start(name, container))),
            ("preStop", Nix.Lazy(() => Values(name).Render(backend.Stop))),
            ("postStop", Nix.Lazy(() => Values(name).Render(backend.Remove))),
            ("serviceConfig", Nix.Lazy(() => ServiceConfig(name, container))));

    private NixString Start(string name, Value container)
        => Values(name)
            .AddWords("options_before_run", container.Select("preRunExtraOptions"))
            .AddRaw("log_driver", container.Select("log-driver"))
            .AddWord("entrypoint", container.Select("entrypoint"))
            .AddWord("hostname", container.Select("hostname"))
            .AddPairs("environment", container.Select("environment"))
            .AddWords("environment_files", container.Select("environmentFiles"))
            .AddWords("ports", container.Select("ports"))
            .AddWord("user", container.Select("user"))
            .AddWords("volumes", container.Select("volumes"))
            .AddPairs("labels", container.Select("labels"))
            .AddWord("workdir", container.Select("workdir"))
            .AddWords("extra_options", container.Select("extraOptions"))
            .AddRaw("image", container.Select("image"))
            .AddWords("command", container.Select("cmd"))
            .Render(release.Start);

    private AttrSet ServiceConfig(string name, Value container)
    {
        AttrSetBuilder settings = new(8);
        settings.Add("ExecStartPre", Nix.List(Nix.Lazy(() => PreStartCommand(name, container))));
        foreach (ServiceSetting setting in release.Settings) settings.Add(setting.Key, setting.Value(name));
        foreach (ServiceSetting setting in backend.Settings) settings.Add(setting.Key, setting.Value(name));
        return settings.Build();
    }

    private NixString PreStartCommand(string name, Value container)
    {
        Value application = arguments.Pkgs.Select("writeShellApplication").Call(Nix.Attrs(
            ("name", Nix.Str("pre-start")),
            ("runtimeInputs", NixList.Empty),
            ("text", Nix.Lazy(() => PreStart(name, container)))));
        NixString directory = application.Select("outPath").ForceString();
        return new NixString(directory.Text + "/bin/pre-start", directory.Context);
    }

    private NixString PreStart(string name, Value container)
        => Values(name)
            .AddGroup(
                "login",
                ("registry", container.Select("login", "registry")),
                ("username", container.Select("login", "username")),
                ("password_file", container.Select("login", "passwordFile")))
            .AddRaw("image", container.Select("image"))
            .AddRawOrNull("image_file", container.Select("imageFile"))
            .AddRawOrNull("image_stream", container.Select("imageStream"))
            .Render(release.PreStart);

    private ScriptValues Values(string name) => new ScriptValues(interpreter, release.Quoting).AddContainer(name, backend);

    /// <summary>The network, which is needed where the image may have to be pulled.</summary>
    private static string[] Network(Value container)
        => container.Select("imageFile") is NixNull && container.Select("imageStream") is NixNull ? Online : [];

    private IEnumerable<string> Dependencies(Value container)
    {
        foreach (Value name in container.Select("dependsOn").ForceList().Items)
        {
            yield return $"{backend.Command}-{name.ForceString().Text}.service";
        }
    }
}
