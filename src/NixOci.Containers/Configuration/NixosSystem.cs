using NixOci.Containers.Modules;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Library;
using NixOci.Modules.Nixos;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Modules;

namespace NixOci.Containers.Configuration;

/// <summary>
/// A NixOS configuration, evaluated as NixOS evaluates it: the user's modules together with NixOS's own, to one fixed point.
/// </summary>
public sealed class NixosSystem
{
    private readonly SystemSettings _settings;
    private readonly Thunk _configuration;

    /// <summary>Prepares the evaluation; nothing is evaluated before it is asked for.</summary>
    /// <param name="interpreter">The interpreter; it finds <c>lib</c> by <c>&lt;nixpkgs/lib&gt;</c>.</param>
    /// <param name="choice">The release of NixOS that is followed; null lets the configuration name it.</param>
    /// <param name="modules">The user's modules.</param>
    public NixosSystem(Interpreter interpreter, ReleaseChoice? choice, params IReadOnlyList<Value> modules)
        : this(new SystemSettings(interpreter, choice), modules)
    {
    }

    /// <summary>Prepares the evaluation; nothing is evaluated before it is asked for.</summary>
    /// <param name="settings">How the configuration is evaluated.</param>
    /// <param name="modules">The user's modules.</param>
    public NixosSystem(SystemSettings settings, IReadOnlyList<Value> modules)
    {
        _settings = settings;
        List<Value> all = [.. modules];
        foreach (OptionSetting setting in settings.Options) all.Add(setting.ToModule(settings.Interpreter));
        _configuration = new Thunk(() => Evaluate(settings, all, settings.Arguments));
    }

    /// <summary>What <c>nixpkgs.lib.nixosSystem</c> gives for modules.</summary>
    /// <param name="settings">How the configuration is evaluated; its options and arguments are not taken.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="arguments">Arguments that modules may use, also in their imports.</param>
    /// <returns>The evaluated configuration: a set with <c>config</c>, <c>options</c>, <c>extendModules</c> and the rest.</returns>
    public static Value Evaluate(SystemSettings settings, IReadOnlyList<Value> modules, AttrSet arguments)
    {
        Interpreter interpreter = settings.Interpreter;
        settings.Store.Copies ??= interpreter.Store;
        string nixpkgs = NixpkgsHost.RootInUse(interpreter);
        Value lib = new Thunk(() => NixpkgsHost.ImportLib(interpreter, nixpkgs));
        HashSet<string> set = [];
        foreach (OptionSetting setting in settings.Options) set.Add(setting.Path[0]);
        OptionsProbe probe = new();
        Deferred<ReleaseChoice> choice = settings.Choice
            ?? new Deferred<ReleaseChoice>(() => ReleaseChoice.FromConfiguration(interpreter, probe.Options));
        Deferred<ContainerRelease> release = choice.Select(static chosen => chosen.Release);
        List<HostModule> own =
        [
            probe,
            .. NixosModules.Create(interpreter, release.Select(static chosen => chosen.Packages), settings.Store, settings.Unknowns, set),
            .. SystemdModules.Create(release.Select(static chosen => chosen.Systemd), interpreter),
            .. ContainerModules.Create(release, interpreter),
        ];
        LibSettings.Of(interpreter).Release = () => choice.Value.Release.Packages;
        AttrSet special = Nix.Attrs(("modulesPath", Nix.Str(nixpkgs + "/nixos/modules"))).Update(arguments);
        return new ModuleEvaluation(new Lib(lib), own, modules, ModuleEvaluation.ArgumentsWith(special, settings.Unknowns)).Result;
    }

    /// <summary>The options that there are without any module of the user's.</summary>
    /// <param name="settings">The interpreter and the release.</param>
    public static KnownOptions OptionsOf(SystemSettings settings)
        => new(
            new Lib(NixpkgsHost.ImportLib(settings.Interpreter, NixpkgsHost.RootInUse(settings.Interpreter))),
            Evaluate(settings, [], AttrSet.Empty).Select("options"));

    /// <summary>A user's module that was not read from a file of its own, with the name that messages give it.</summary>
    public static Value ModuleFrom(SourceFile source, Interpreter interpreter)
        => Nix.Attrs(
            ("_file", Nix.Str(source.Name)),
            ("imports", Nix.List(new Thunk(() => interpreter.Evaluate(source)))));

    /// <summary>What became of a configuration that was evaluated elsewhere, with more modules and with the settings' own additions.</summary>
    /// <param name="settings">How the configuration is evaluated.</param>
    /// <param name="configuration">What <c>nixosSystem</c> gave.</param>
    /// <param name="modules">Further modules.</param>
    public static Translation Extend(SystemSettings settings, Value configuration, IReadOnlyList<Value> modules)
    {
        List<Value> added = [.. modules];
        foreach (OptionSetting setting in settings.Options) added.Add(setting.ToModule(settings.Interpreter));
        if (added.Count == 0 && settings.Arguments.Count == 0) return new Translation(settings, configuration);
        Value extended = new Thunk(() => configuration.Select("extendModules").Call(Nix.Attrs(
            ("modules", Nix.List([.. added])), ("specialArgs", settings.Arguments))));
        return new Translation(settings, extended);
    }

    /// <summary>What became of the configuration.</summary>
    public Translation Translate() => new(_settings, _configuration);

    /// <summary>
    /// The units that the configuration makes. Its warnings are told before; an assertion of it that does not hold is an error.
    /// </summary>
    public UnitCollection BuildUnits() => Translate().Units;
}
