using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Options;

/// <summary>The options that units of all kinds have.</summary>
internal static class UnitOptions
{
    /// <summary>Those of a unit whose text is given: <c>systemd.units</c>.</summary>
    public static AttrSet Concrete(Lib lib, UnitTypes types)
        => AddShared(new OptionTable(lib), types)
            .Add("text", lib.MkOption(
                type: lib.Types.NullOr(lib.Types.Str),
                defaultValue: Nix.Null,
                description: "The text of the unit's file."))
            .Add("unit", lib.MkOption(description: "The derivation of the unit's file.", isInternal: true))
            .Build();

    /// <summary>Those of a unit whose text follows from its options.</summary>
    public static OptionTable Common(Lib lib, UnitTypes types)
        => AddDependencies(AddShared(new OptionTable(lib), types), types)
            .Add("description", lib.MkOption(
                type: lib.Types["singleLineStr"],
                defaultValue: NixString.Empty,
                description: "What systemd calls the unit in its messages."))
            .List("documentation", lib.Types.ListOf(lib.Types.Str), "Addresses of documentation of the unit.")
            .Set(
                "unitConfig",
                types.Settings,
                "Settings of the section `[Unit]`; see systemd.unit(5).",
                Nix.Attrs(("RequiresMountsFor", Nix.Str("/data"))))
            .Required(
                "startLimitBurst",
                lib.Types.Int,
                "How often the unit may be started within `startLimitIntervalSec` seconds; further starts are refused.")
            .Required(
                "startLimitIntervalSec",
                lib.Types.Int,
                "The seconds within which the unit may be started `startLimitBurst` times; further starts are refused.")
            .List(
                "restartTriggers",
                lib.Types.ListOf(lib.Types["unspecified"]),
                "Values of any kind; if one of them changes, a switch to the new configuration restarts the unit.")
            .List(
                "reloadTriggers",
                lib.Types.ListOf(types.Setting),
                "Values of any kind; if one of them changes and nothing else in the unit does, a switch to the new "
                + "configuration reloads the unit.");

    private static OptionTable AddShared(OptionTable options, UnitTypes types)
    {
        Lib lib = options.Lib;
        return options
            .Add("name", lib.MkOption(
                type: lib.Types.Str,
                description: "The unit's name with its extension, by which other units may refer to it."))
            .Flag("enable", true, "Whether the unit can be started. Otherwise its file is a link to `/dev/null`, which masks "
                + "it; that the unit is started by something, `wantedBy` says.")
            .Add("overrideStrategy", lib.MkOption(
                type: lib.Types.Enum("asDropinIfExists", "asDropin"),
                defaultValue: Nix.Str("asDropinIfExists"),
                description: "Whether the text is a unit's file of its own, unless a package has a unit of that name, which it then "
                    + "extends (`asDropinIfExists`); or extends a unit in any case (`asDropin`), which instances of templates need."))
            .List("requiredBy", types.Names, "Units that require this one; they get a link to it in their directory `.requires`.")
            .List("upheldBy", types.Names, "Units that keep this one running as long as they run.")
            .List("wantedBy", types.Names, "Units that want this one; they get a link to it in their directory `.wants`. A service "
                + "that is to be started at boot is wanted by `multi-user.target`.")
            .List("aliases", types.Names, "Further names of the unit.");
    }

    private static OptionTable AddDependencies(OptionTable options, UnitTypes types)
        => options
            .List("requires", types.Names, "Units that are started with this one; where one of them stops or fails, so does this one.")
            .List("wants", types.Names, "Units that are started with this one.")
            .List("upholds", types.Names, "Units that are kept running as long as this one runs.")
            .List("after", types.Names, "Units that, where they are started at the same time, are started before this one.")
            .List("before", types.Names, "Units that, where they are started at the same time, wait until this one is started.")
            .List("bindsTo", types.Names, "As `requires`; this unit also stops where one of them disappears.")
            .List("partOf", types.Names, "Units with which this one is stopped and restarted.")
            .List("conflicts", types.Names, "Units that cannot run beside this one: the start of either stops the other.")
            .List("requisite", types.Names, "Units that must run already: where one does not, the start of this one fails.")
            .List("onFailure", types.Names, "Units that are started when this one fails.")
            .List("onSuccess", types.Names, "Units that are started when this one has ended without a failure.");
}
