using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Options;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Modules;

/// <summary><c>systemd.services</c> and its kin, and the units that they become under <c>systemd.units</c>.</summary>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class SystemdModule(Deferred<SystemdRelease> release, Interpreter interpreter) : HostModule
{
    private const int OptionDefaultPriority = 1500;
    private static readonly string[] Shared = ["name", "aliases", "wantedBy", "requiredBy", "upheldBy", "enable", "overrideStrategy"];

    /// <inheritdoc/>
    public override string File => "nixos/modules/system/boot/systemd.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
        => Nix.Attrs(("systemd", Nix.Lazy(() => Options(arguments))));

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
    {
        UnitChecks checks = new(arguments.Config);
        return Nix.Attrs(
            ("systemd", Nix.Attrs(
                ("units", Nix.Lazy(() => Units(arguments))),
                ("timers", Nix.Lazy(() => StartTimes(arguments))))),
            ("warnings", Nix.Lazy(checks.Warnings)),
            ("assertions", Nix.Lazy(() =>
            {
                RefuseLaterOption(arguments);
                return checks.Assertions();
            })));
    }

    /// <summary>
    /// An option beside those of units that not every release has. It is declared in all of them, because the release may be what
    /// the configuration names and the names of options are asked for before that; where the release lacks it, nobody may define it.
    /// </summary>
    private void RefuseLaterOption(ModuleArguments arguments)
    {
        string name = ServiceOption.StrictShellChecks.Name;
        if (release.Value.Has(ServiceOption.StrictShellChecks)) return;
        Value option = arguments.Options.Select("systemd", name);
        if (option.Select("highestPrio").ForceInt() >= OptionDefaultPriority) return;
        Value definitions = option.Select("definitionsWithLocations");
        string shown = arguments.Lib.Set.Select("options", "showDefs").Call(definitions).ForceString().Text;
        throw new ThrownException($"The option `systemd.{name}' does not exist. Definition values:{shown}");
    }

    private AttrSet Options(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        UnitTypes types = new(lib, interpreter);
        UnitDefinitions definitions = new(arguments, release, interpreter);
        OptionTable options = new(lib);
        ManagerOptions.Declare(options, arguments, types);
        options.Set("units", lib.Types.AttrsOf(ConcreteUnit(arguments, types)), "Units, by their names with extensions.");
        foreach (UnitKind kind in UnitKind.All)
        {
            Value unit = lib.Types.Submodule(Modules(arguments, kind, types, definitions));
            if (kind.IsList) options.List(kind.Option, lib.Types.ListOf(unit), $"The {kind.Option}; their names follow from `where`.");
            else options.Set(kind.Option, lib.Types.AttrsOf(unit), $"The {kind.Option}, by their names without extensions.");
        }

        return options.Build();
    }

    private NixList Modules(ModuleArguments arguments, UnitKind kind, UnitTypes types, UnitDefinitions definitions)
    {
        // Declared once for all units of the kind.
        (string, Value) options = ("options", Nix.Lazy(() => KindOptions.Declare(kind, arguments, types, release.Value)));
        if (kind != UnitKind.Service)
        {
            Value own = kind == UnitKind.Mount ? definitions.Mount()
                : kind == UnitKind.Automount ? definitions.Automount()
                : UnitDefinitions.Name(kind);
            return Nix.List(Nix.Attrs(options), definitions.Unit(), own);
        }

        // The scripts are an import and no module beside the others: so their commands come before the user's.
        ServiceDefinitions service = new(arguments, release, interpreter);
        return Nix.List(
            Nix.Attrs(("imports", Nix.List(service.Scripts(), UnitDefinitions.Name(kind))), options),
            definitions.Unit(),
            service.BasicPath());
    }

    private static Value ConcreteUnit(ModuleArguments arguments, UnitTypes types)
    {
        Lib lib = arguments.Lib;
        Value file = SubmoduleFunction.Create(unit => Nix.Attrs(
            ("name", lib.MkDefault(Nix.Lazy(() => Nix.Str(unit.Name)))),
            ("unit", lib.MkDefault(Nix.Lazy(() => UnitDerivation(arguments.Pkgs, unit))))));
        return lib.Types.Submodule(Nix.List(
            Nix.Attrs(("options", Nix.Lazy(() => UnitOptions.Concrete(lib, types)))), file));
    }

    private static Value UnitDerivation(Value pkgs, SubmoduleFunction.Unit unit)
    {
        AttrSet environment = Nix.Attrs(("preferLocalBuild", NixBool.True), ("allowSubstitutes", NixBool.False));
        bool isEnabled = unit["enable"].ForceBool();
        string name = "unit-" + UnitNames.StoreName(unit.Name) + (isEnabled ? "" : "-disabled");
        if (isEnabled)
        {
            Value text = Nix.Lazy(() => unit["text"] is NixNull ? NixString.Empty : unit["text"]);
            environment = environment.Update(Nix.Attrs(("text", text), ("passAsFile", Nix.Strings("text"))));
        }

        string escaped = unit.Name.Replace("\\", "\\\\", StringComparison.Ordinal);
        string make = isEnabled ? "install -D -m 444 \"$textPath\" \"$out/$name\"" : "mkdir -p \"$out\" && ln -s /dev/null \"$out/$name\"";
        return pkgs.Select("runCommand").Call(Nix.Str(name), environment).Call(Nix.Str($"name={escaped}\n{make}\n"));
    }

    private AttrSet Units(ModuleArguments arguments)
    {
        Value systemd = arguments.Config.Select("systemd");
        AttrSetBuilder units = new(64);
        foreach (UnitKind kind in UnitKind.All)
        {
            Value defined = systemd.Select(kind.Option);
            if (kind.IsList)
            {
                // Of several with one name the first counts, as in `listToAttrs`.
                NixList list = defined.ForceList();
                for (int i = list.Count - 1; i >= 0; i--) AddUnit(units, systemd, list[i], kind);
            }
            else
            {
                foreach ((_, Value unit) in defined.ForceAttrs().ByName) AddUnit(units, systemd, unit, kind);
            }
        }

        return units.Build();
    }

    private void AddUnit(AttrSetBuilder units, Value systemd, Value unit, UnitKind kind)
    {
        AttrSetBuilder definition = new(Shared.Length + 1);
        foreach (string option in Shared) definition.Add(option, Nix.Lazy(() => unit.Select(option)));
        definition.Add("text", Nix.Lazy(() => Text(systemd, unit.ForceAttrs(), kind)));
        units.Add(unit.Select("name").ForceString().Text, definition.Build());
    }

    private NixString Text(Value systemd, AttrSet unit, UnitKind kind)
    {
        UnitWriter writer = new(release.Value, interpreter);
        if (kind == UnitKind.Service) return writer.Service(unit, systemd.Select("globalEnvironment").ForceAttrs());
        if (kind == UnitKind.Socket) return writer.Socket(unit);
        return kind == UnitKind.Target ? writer.Target(unit) : writer.Plain(unit, kind);
    }

    private static AttrSet StartTimes(ModuleArguments arguments)
    {
        AttrSetBuilder timers = new();
        foreach ((Symbol name, Value service) in arguments.Config.Select("systemd", "services").ForceAttrs().ByName)
        {
            if (!service.Select("enable").ForceBool() || service.Select("startAt").ForceList().Count == 0) continue;
            timers.Add(name, Nix.Attrs(
                ("wantedBy", Nix.Strings("timers.target")),
                ("timerConfig", Nix.Attrs(("OnCalendar", Nix.Lazy(() => service.Select("startAt")))))));
        }

        return timers.Build();
    }
}
