using NixOci.Language.Evaluation;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary>The part of NixOS that is neither systemd nor containers: what configurations commonly set and read back.</summary>
public static class NixosModules
{
    /// <summary>The modules of a release.</summary>
    /// <param name="interpreter">Imports, coerces, sees files.</param>
    /// <param name="release">Versions and texts.</param>
    /// <param name="store">Where packages and files are registered.</param>
    /// <param name="unknowns">What becomes of options that are read and that nobody declares or defines.</param>
    /// <param name="alsoAccepted">Names at the top that may be defined although NixOS has no such options.</param>
    public static IReadOnlyList<HostModule> Create(
        Interpreter interpreter,
        Deferred<PackageRelease> release,
        SymbolicStore store,
        Unknowns unknowns,
        IReadOnlyCollection<string> alsoAccepted)
        =>
        [
            new AssertionsModule(),
            new VersionModule(release),
            new NixpkgsModule(interpreter, release, store),
            new ProxyModule(),
            new HostNameModule(),
            new LocaleModule(),
            new UsersModule(release),
            new EnvironmentModule(),
            .. NixModule.All(interpreter),
            new UndeclaredModule(unknowns, alsoAccepted),
        ];
}
