using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Options;

/// <summary>
/// The options of systemd itself. Few of them show in units; the others are declared so that what is said of them is merged and
/// checked as on NixOS.
/// </summary>
internal static class ManagerOptions
{
    /// <summary>Adds the options.</summary>
    public static void Declare(OptionTable options, ModuleArguments arguments, UnitTypes types)
    {
        Lib lib = arguments.Lib;
        LibTypes t = lib.Types;
        Value names = t.ListOf(t.Str);
        options
            .Add("package", lib.MkOption(
                type: t.Package,
                defaultValue: Nix.Lazy(() => arguments.Pkgs.Select("systemd")),
                defaultText: "pkgs.systemd",
                description: "The package of systemd, whose programs every service finds."))
            .Set(
                "globalEnvironment",
                types.Environment,
                "Environment variables of all services.",
                Nix.Attrs(("TZ", Nix.Str("CET"))))
            .Set(
                "managerEnvironment",
                types.Environment,
                "Environment variables of systemd itself; units do not get them.",
                Nix.Attrs(("SYSTEMD_LOG_LEVEL", Nix.Str("debug"))))
            .List("packages", t.ListOf(t.Package), "Packages that bring units of their own.")
            .Set("generators", t.AttrsOf(t.Path), "Programs that make units when systemd starts, by their names.")
            .Set("shutdown", t.AttrsOf(t.Path), "Programs that are run at shutdown, by their names.")
            .Add("defaultUnit", Text(lib, "multi-user.target", "The unit that is started at boot."))
            .Add("ctrlAltDelUnit", Text(lib, "reboot.target", "The unit that is started by Ctrl-Alt-Delete."))
            .Flag("enableCgroupAccounting", true, "Whether the resources that units use are counted.")
            .Flag("enableUnifiedCgroupHierarchy", true, "Whether control groups are those of version 2.")
            .Flag("enableEmergencyMode", true, "Whether a boot that fails ends in a shell for root.")
            .Text("extraConfig", t.Lines, "Further settings of systemd; see systemd-system.conf(5).")
            .List("additionalUpstreamSystemUnits", names, "Units of systemd's package that are installed besides the usual ones.")
            .List("suppressedSystemUnits", names, "Units that are not installed.")
            .Add("sleep", new OptionTable(lib).Text("extraConfig", t.Lines, "Settings of sleep states; see sleep.conf.d(5).").Build())
            .Add("watchdog", Watchdog(lib))
            .Add("tmpfiles", TemporaryFiles(lib))
            .Flag(ServiceOption.StrictShellChecks.Name, false, "What the option of that name is by default for every service.");
    }

    private static AttrSet Watchdog(Lib lib)
    {
        AttrSetBuilder options = new();
        options.Add("device", Optional(lib, lib.Types.Path, "The watchdog's device.", "/dev/watchdog"));
        options.Add("runtimeTime", Optional(lib, lib.Types.Str, "The time without a sign of life after which the host is reset.", "30s"));
        options.Add("rebootTime", Optional(lib, lib.Types.Str, "The time after which a host that hangs while it reboots is reset.", "10m"));
        options.Add("kexecTime", Optional(lib, lib.Types.Str, "The same for a start of another kernel by kexec.", "10m"));
        return options.Build();
    }

    private static AttrSet TemporaryFiles(Lib lib)
    {
        LibTypes t = lib.Types;
        return new OptionTable(lib)
            .List(
                "rules",
                t.ListOf(t.Str),
                "Files and directories that are made, emptied and removed; see tmpfiles.d(5).",
                Nix.Strings("d /var/lib/app 0750 app app -"))
            .List("packages", t.ListOf(t.Package), "Packages that bring such rules.")
            .Build();
    }

    private static Value Text(Lib lib, string defaultValue, string description)
        => lib.MkOption(type: lib.Types.Str, defaultValue: Nix.Str(defaultValue), description: description);

    private static Value Optional(Lib lib, Value type, string description, string example)
        => lib.MkOption(
            type: lib.Types.NullOr(type), defaultValue: Nix.Null, description: description, example: Nix.Str(example));
}
