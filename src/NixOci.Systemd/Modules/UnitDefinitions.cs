using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Modules;

/// <summary>What the options of a unit, of whatever kind, define: its name and the settings of its sections.</summary>
/// <param name="arguments">The arguments of the module that declares the units.</param>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
internal sealed class UnitDefinitions(ModuleArguments arguments, Deferred<SystemdRelease> release, Interpreter interpreter)
{
    // The settings of [Unit] that are lists of texts, by the option they come from.
    private static readonly (string Option, string Key)[] Lists =
    [
        ("requires", "Requires"), ("wants", "Wants"), ("upholds", "Upholds"), ("after", "After"), ("before", "Before"),
        ("bindsTo", "BindsTo"), ("partOf", "PartOf"), ("conflicts", "Conflicts"), ("requisite", "Requisite"),
        ("documentation", "Documentation"), ("onFailure", "OnFailure"), ("onSuccess", "OnSuccess"),
    ];

    /// <summary>The module that makes <c>unitConfig</c> of the other options.</summary>
    public Value Unit() => SubmoduleFunction.Create(unit => Nix.Attrs(("unitConfig", Nix.Lazy(() => UnitSettings(unit)))));

    /// <summary>The module that gives a unit its name.</summary>
    public static Value Name(UnitKind kind)
        => SubmoduleFunction.Create(unit => Nix.Attrs(("name", Nix.Lazy(() => Nix.Str($"{unit.Name}.{kind.Suffix}")))));

    /// <summary>The module that makes <c>mountConfig</c> of the other options of a mount.</summary>
    public Value Mount()
        => SubmoduleFunction.Create(unit => Nix.Attrs(
            ("name", MountName(unit, UnitKind.Mount)),
            ("mountConfig", Nix.Lazy(() =>
            {
                AttrSetBuilder settings = new();
                settings.Add("What", Nix.Lazy(() => unit["what"]));
                settings.Add("Where", Nix.Lazy(() => unit["where"]));
                if (!unit.IsBlank("type")) settings.Add("Type", unit["type"]);
                if (!unit.IsBlank("options")) settings.Add("Options", unit["options"]);
                return settings.Build();
            }))));

    /// <summary>The module that makes <c>automountConfig</c> of the other options of an automount.</summary>
    public Value Automount()
        => SubmoduleFunction.Create(unit => Nix.Attrs(
            ("name", MountName(unit, UnitKind.Automount)),
            ("automountConfig", Nix.Attrs(("Where", Nix.Lazy(() => unit["where"]))))));

    private static Thunk MountName(SubmoduleFunction.Unit unit, UnitKind kind)
        => Nix.Lazy(() => Nix.Str($"{UnitNames.EscapePath(unit["where"].ForceString().Text)}.{kind.Suffix}"));

    private AttrSet UnitSettings(SubmoduleFunction.Unit unit)
    {
        AttrSetBuilder settings = new(8);
        foreach ((string option, string key) in Lists)
        {
            if (!unit.IsEmpty(option)) settings.Add(key, TextOf(unit, option));
        }

        if (!unit.IsBlank("description")) settings.Add("Description", unit["description"]);
        AddTriggers(settings, unit, "restartTriggers", "X-Restart-Triggers");
        AddTriggers(settings, unit, "reloadTriggers", "X-Reload-Triggers");
        AddNumber(settings, unit, "startLimitIntervalSec", "StartLimitIntervalSec");
        AddNumber(settings, unit, "startLimitBurst", "StartLimitBurst");
        return settings.Build();
    }

    private void AddNumber(AttrSetBuilder settings, SubmoduleFunction.Unit unit, string option, string key)
    {
        if (unit.IsDefined(option)) settings.Add(key, TextOf(unit, option));
    }

    private void AddTriggers(AttrSetBuilder settings, SubmoduleFunction.Unit unit, string option, string key)
    {
        if (!unit.IsEmpty(option)) settings.Add(key, TriggersOf(unit, option, key));
    }

    private Thunk TextOf(SubmoduleFunction.Unit unit, string option) => Nix.Lazy(() => Text(unit[option]));

    private Thunk TriggersOf(SubmoduleFunction.Unit unit, string option, string key)
        => Nix.Lazy(() => Triggers(unit, option, $"{key}-{unit.Name}"));

    /// <summary>The triggers, or a file of them, whose path changes when they do: a unit cannot hold texts of any length.</summary>
    private NixString Triggers(SubmoduleFunction.Unit unit, string option, string fileName)
    {
        TriggerForm form = release.Value.Triggers;
        if (form == TriggerForm.Inline) return Text(unit[option]);
        Value file = arguments.Pkgs.Select("writeText").Call(
            Nix.Str(fileName),
            Nix.Lazy(() => form == TriggerForm.File ? Text(unit[option]) : WithPathsCopied(unit[option])));
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Interpolated(file));
    }

    private NixString WithPathsCopied(Value triggers)
    {
        NixList flat = arguments.Lib["flatten"].Call(triggers).ForceList();
        TextCollector texts = new(interpreter);
        string[] parts = new string[flat.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            Value trigger = flat[i].Force();
            parts[i] = trigger is NixPath ? texts.Interpolated(trigger) : texts.Text(trigger);
        }

        return texts.Build(string.Join(' ', parts));
    }

    private NixString Text(Value value)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Text(value));
    }
}
