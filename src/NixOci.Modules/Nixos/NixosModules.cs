using NixOci.Language.Evaluation;
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
    public static IReadOnlyList<HostModule> Create(Interpreter interpreter, PackageRelease release, SymbolicStore store)
        =>
        [
            new AssertionsModule(),
            new VersionModule(release),
            new NixpkgsModule(interpreter, release, store),
            new ProxyModule(),
            new HostNameModule(),
            new LocaleModule(),
            new UsersModule(),
            new EnvironmentModule(),
            new UndeclaredModule(),
        ];
}
