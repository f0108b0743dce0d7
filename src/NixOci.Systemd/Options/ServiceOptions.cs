using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Releases;

namespace NixOci.Systemd.Options;

/// <summary>The options of services.</summary>
internal static class ServiceOptions
{
    /// <summary>Those that services have beyond those of all units.</summary>
    public static AttrSet Declare(ModuleArguments arguments, UnitTypes types, SystemdRelease release)
    {
        Lib lib = arguments.Lib;
        Value lines = lib.Types.Lines;
        OptionTable options = UnitOptions.Common(lib, types)
            .Set(
                "environment",
                types.Environment,
                "Environment variables of the service's processes; `null` removes one that all services have.",
                Nix.Attrs(("LANG", Nix.Str("nl_NL.UTF-8"))))
            .List(
                "path",
                lib.Types.ListOf(lib.Types.OneOf(lib.Types.Package, lib.Types.Str)),
                "Packages, or directories, whose `bin` and `sbin` are added to the service's variable `PATH`.")
            .Set(
                "serviceConfig",
                types.ServiceSettings,
                "Settings of the section `[Service]`; see systemd.service(5).",
                Nix.Attrs(("RestartSec", Nix.Int(5))))
            .Text("script", lines, "Commands of the shell that are the service's main process.")
            .Text(
                "scriptArgs",
                lib.Types.Str,
                "Arguments of `script`. They may contain specifiers such as `%i`; see systemd.unit(5).",
                Nix.Str("%i"))
            .Text("preStart", lines, "Commands of the shell that are run before the main process is started.")
            .Text("postStart", lines, "Commands of the shell that are run when the main process has been started.")
            .Text("reload", lines, "Commands of the shell that reload the service.")
            .Text("preStop", lines, "Commands of the shell that stop the service.")
            .Text("postStop", lines, "Commands of the shell that are run when the main process has ended.")
            .Add("jobScripts", lib.MkOption(
                type: lib.Types["coercedTo"].Call(lib.Types.Path, lib["singleton"]).Call(lib.Types.ListOf(lib.Types.Path)),
                defaultValue: NixList.Empty,
                description: "The files of the service's scripts.",
                isInternal: true))
            .Flag("restartIfChanged", true, "Whether a switch to a new configuration restarts the service if its unit has changed.")
            .Flag("reloadIfChanged", false, "Whether a switch to a new configuration reloads the service instead of restarting it if "
                + "its unit has changed; `reloadTriggers` say more precisely when.")
            .Flag("stopIfChanged", true, "Whether a restart at a switch stops the service by its old unit before the switch and starts "
                + "it by its new one afterwards; otherwise it is restarted in one step by the new unit, whose `ExecStop` is run.")
            .Add("startAt", lib.MkOption(
                type: lib.Types.Either(lib.Types.Str, lib.Types.ListOf(lib.Types.Str)),
                defaultValue: NixList.Empty,
                description: "When the service is started, in the form of systemd.time(7): a timer with these times as its "
                    + "`OnCalendar` comes into being.",
                example: Nix.Str("Sun 14:00:00"),
                apply: Nix.Function("apply", static times => times.Force() is NixList ? times : Nix.List(times))));

        foreach (ServiceOption option in release.ServiceOptions) options.Add(option.Name, option.Declare(arguments));
        return options.Build();
    }
}
