using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>nixpkgs.*</c>: how the package set is made that modules are given as <c>pkgs</c>.</summary>
/// <param name="interpreter">Imports, coerces, sees files.</param>
/// <param name="release">Versions and texts.</param>
/// <param name="store">Where packages and files are registered.</param>
public sealed class NixpkgsModule(Interpreter interpreter, Deferred<PackageRelease> release, SymbolicStore store) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/misc/nixpkgs.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value platform = lib.Types.Either(lib.Types.Str, lib.Types["attrs"]);
        Value elaborate = Nix.Lazy(() => lib.Set.Select("systems", "elaborate"));
        return Nix.Attrs(("nixpkgs", Nix.Attrs(
            ("pkgs", lib.MkOption(
                type: lib.Types["raw"],
                description: "A package set to be used instead of the one that the other options describe.",
                example: lib.LiteralExpression("import <nixpkgs> { }"))),
            ("config", lib.MkOption(
                type: lib.Types["attrs"],
                defaultValue: AttrSet.Empty,
                description: "The package set's own configuration.",
                example: Nix.Attrs(("allowUnfree", NixBool.True)))),
            ("overlays", lib.MkOption(
                type: lib.Types.ListOf(lib.Types["raw"]),
                defaultValue: NixList.Empty,
                description: "Functions `final: prev: { ... }` that add to the package set or replace parts of it.")),
            ("hostPlatform", lib.MkOption(
                type: platform,
                defaultValue: Nix.Lazy(() => arguments.Config.Select("nixpkgs", "system")),
                defaultText: "config.nixpkgs.system",
                apply: elaborate,
                description: "The platform that the configuration is for.",
                example: Nix.Str("aarch64-linux"))),
            ("buildPlatform", lib.MkOption(
                type: platform,
                defaultValue: Nix.Lazy(() => arguments.Config.Select("nixpkgs", "hostPlatform")),
                defaultText: "config.nixpkgs.hostPlatform",
                apply: elaborate,
                description: "The platform that packages would be built on.")),
            ("system", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Str(interpreter.Options.CurrentSystem),
                description: "The platform that the configuration is for, in its old form.")))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("_module", Nix.Attrs(("args", Nix.Attrs(
            ("pkgs", arguments.Lib.MkOverride(1500, Nix.Lazy(() => Packages(arguments)))))))));

    private Value Packages(ModuleArguments arguments)
    {
        if (arguments.Options.Select("nixpkgs", "pkgs", "isDefined").ForceBool()) return arguments.Config.Select("nixpkgs", "pkgs");
        Value settings = arguments.Config.Select("nixpkgs");
        Value platform = settings.Select("hostPlatform");
        string system = platform is NixString text ? text.Text : platform.Select("system").ForceString().Text;
        return new PackageSet(
            interpreter,
            arguments.Lib,
            release,
            store,
            system,
            settings.Select("config"),
            settings.Select("overlays").ForceList().Items).Root;
    }
}
