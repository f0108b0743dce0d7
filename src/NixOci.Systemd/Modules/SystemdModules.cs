using NixOci.Language.Evaluation;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Releases;

namespace NixOci.Systemd.Modules;

/// <summary>The modules that turn services, timers and their kin into units.</summary>
public static class SystemdModules
{
    /// <summary>The modules of a release.</summary>
    /// <param name="release">The release that is followed.</param>
    /// <param name="interpreter">Turns values into strings.</param>
    public static IReadOnlyList<HostModule> Create(Deferred<SystemdRelease> release, Interpreter interpreter)
        => [new SystemdModule(release, interpreter), new LocaleModule(interpreter), new UtilsModule(interpreter)];
}
