using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Modules;

/// <summary>What NixOS finds wrong with units that are well-formed: warnings and failed assertions.</summary>
/// <param name="config">The configuration.</param>
internal sealed class UnitChecks(Value config)
{
    private const string Online = "network-online.target";
    private const string Interfaces = "network-interfaces.target";

    // The order in which the kinds are reported.
    private static readonly UnitKind[] Kinds =
    [
        UnitKind.Target, UnitKind.Service, UnitKind.Socket, UnitKind.Timer, UnitKind.Path, UnitKind.Mount, UnitKind.Automount,
        UnitKind.Slice,
    ];

    private Value Systemd => config.Select("systemd");

    /// <summary>The warnings.</summary>
    public NixList Warnings()
    {
        List<Value> warnings = [];
        foreach ((Symbol name, Value service) in Systemd.Select("services").ForceAttrs().ByName)
        {
            AddServiceWarnings(warnings, $"Service '{name.Text}.service'", service);
        }

        foreach (UnitKind kind in Kinds)
        {
            Value units = Systemd.Select(kind.Option);
            if (kind.IsList)
            {
                foreach (Value unit in units.ForceList().Items) AddOnlineWarning(warnings, kind, null, unit);
            }
            else
            {
                foreach ((Symbol name, Value unit) in units.ForceAttrs().ByName) AddOnlineWarning(warnings, kind, name.Text, unit);
            }
        }

        return NixList.Of(warnings);
    }

    /// <summary>The failed assertions.</summary>
    public NixList Assertions()
    {
        List<Value> assertions = [];
        foreach ((Symbol name, Value service) in Systemd.Select("services").ForceAttrs().ByName)
        {
            if (!Has(service, "after", Interfaces) && !Has(service, "wants", Interfaces)) continue;
            assertions.Add(Nix.Attrs(
                ("assertion", NixBool.False),
                ("message", Nix.Str($"Service '{name.Text}.service' is using the deprecated target network-interfaces.target, "
                    + "which no longer exists. Using network.target is recommended instead."))));
        }

        return NixList.Of(assertions);
    }

    private static void AddServiceWarnings(List<Value> warnings, string service, Value options)
    {
        AttrSet settings = options.Select("serviceConfig").ForceAttrs();
        if (Is(settings, "Type", "oneshot") && (Is(settings, "Restart", "always") || Is(settings, "Restart", "on-success")))
        {
            warnings.Add(Nix.Str($"{service} with 'Type=oneshot' cannot have 'Restart=always' or 'Restart=on-success'"));
        }

        if (settings.Has("StartLimitInterval"))
        {
            warnings.Add(Nix.Str($"{service} uses the attribute 'StartLimitInterval' in the Service section, which is deprecated. "
                + "See https://github.com/NixOS/nixpkgs/issues/45786."));
        }

        if (options.Select("reloadIfChanged").ForceBool() && options.Select("reloadTriggers").ForceList().Count > 0)
        {
            warnings.Add(Nix.Str($"{service} has both 'reloadIfChanged' and 'reloadTriggers' set. This is probably not what you "
                + "want, because 'reloadTriggers' behave the same whay as 'restartTriggers' if 'reloadIfChanged' is set."));
        }
    }

    private static void AddOnlineWarning(List<Value> warnings, UnitKind kind, string? name, Value unit)
    {
        if (!Has(unit, "after", Online)) return;
        if (Has(unit, "wants", Online) || Has(unit, "requires", Online) || Has(unit, "bindsTo", Online)) return;
        string shown = name ?? unit.Select("what").ForceString().Text;
        warnings.Add(Nix.Str($"{shown}.{kind.Suffix} is ordered after 'network-online.target' but doesn't depend on it"));
    }

    private static bool Is(AttrSet settings, string key, string value)
        => settings[key]?.Force() is NixString text && text.Text == value;

    private static bool Has(Value unit, string option, string name)
    {
        foreach (Value item in unit.Select(option).ForceList().Items)
        {
            if (item.ForceString().Text == name) return true;
        }

        return false;
    }
}
