using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>system.stateVersion</c> and <c>system.nixos.*</c>: which NixOS this is.</summary>
/// <param name="release">The release that is followed.</param>
public sealed class VersionModule(Deferred<PackageRelease> release) : HostModule
{
    private const int OptionDefaultPriority = 1500;

    /// <inheritdoc/>
    public override string File => "nixos/modules/misc/version.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("system", Nix.Attrs(
            ("stateVersion", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Lazy(() => Nix.Str(release.Value.SystemRelease)),
                description: "The release of NixOS whose defaults for stored data hold on this host: as a rule the one that it was "
                    + "first installed with.",
                example: Nix.Str("24.05"))),
            ("nixos", Nix.Attrs(
                ("release", Fixed(lib, "The release, for example `24.11`.", () => release.Value.SystemRelease)),
                ("version", Fixed(lib, "The full version.", () => release.Value.SystemRelease)),
                ("codeName", Fixed(lib, "The release's name.", () => release.Value.SystemCodeName)),
                ("distroId", Fixed(lib, "The distribution's identifier.", static () => "nixos")),
                ("distroName", Fixed(lib, "The distribution's name.", static () => "NixOS")))))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("warnings", arguments.Lib.MkIf(
            Nix.Lazy(() => Nix.Bool(
                arguments.Options.Select("system", "stateVersion", "highestPrio").ForceInt() == OptionDefaultPriority)),
            Nix.Lazy(() => Nix.Strings(
                $"system.stateVersion is not set, defaulting to {release.Value.SystemRelease}. Read why this matters on "
                + "https://nixos.org/manual/nixos/stable/options.html#opt-system.stateVersion.")))));

    private static Value Fixed(Lib lib, string description, Func<string> value)
        => lib.MkOption(type: lib.Types.Str, defaultValue: Nix.Lazy(() => Nix.Str(value())), description: description, isInternal: true);
}
