using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>Makes the packages of nixpkgs.</summary>
internal static class SoftwarePackages
{
    /// <summary>A package.</summary>
    /// <param name="nixpkgs">The package set.</param>
    /// <param name="entry">What is known of it.</param>
    /// <param name="path">Its place in the package set.</param>
    public static AttrSet Make(Nixpkgs nixpkgs, PackageEntry entry, string path)
    {
        AttrSetBuilder arguments = new(8);
        arguments.Add("pname", Nix.Str(entry.PackageName));
        arguments.Add("version", Nix.Str(entry.Version));
        if (entry.Outputs.Count > 1) arguments.Add("outputs", Nix.Strings([.. entry.Outputs]));
        arguments.Add("meta", entry.MainProgram is { } main ? Nix.Attrs(("mainProgram", Nix.Str(main))) : AttrSet.Empty);
        AttrSetBuilder passthru = new(4);
        passthru.Add("src", Nix.Lazy(() => nixpkgs.Unbuilt("fetchurl", Nix.Attrs(
            ("name", Nix.Str("source")), ("of", Nix.Str(path)), ("version", Nix.Str(entry.Version))))));
        if (entry.PackageSet is { } set) AddEnvironments(passthru, nixpkgs, entry, path, set);
        arguments.Add("passthru", passthru.Build());
        return nixpkgs.Derivations.Make(arguments.Build(), new SoftwareKind(entry, path));
    }

    /// <summary>What interpreters have besides: their packages, and environments of them.</summary>
    private static void AddEnvironments(AttrSetBuilder passthru, Nixpkgs nixpkgs, PackageEntry entry, string path, string set)
    {
        Value packages = Nix.Lazy(() => nixpkgs.Self.Select(set));
        passthru.Add("pkgs", packages);
        passthru.Add("interpreter", Nix.Lazy(() => new TextBuilder()
            .Add(nixpkgs.Interpolated(nixpkgs.Self.Select(path))).Add("/bin/" + entry.MainProgram).Build()));
        Value environment = Nix.Function("withPackages", choose
            => Environment(nixpkgs, entry, path, Nix.Lazy(() => choose.Call(packages))));
        passthru.Add("withPackages", environment);
        passthru.Add("withExtensions", Nix.Function("withExtensions", choose => Environment(nixpkgs, entry, path, Nix.Lazy(
            () => choose.Call(Nix.Attrs(("enabled", NixList.Empty), ("all", packages)))))));
        passthru.Add("buildEnv", Nix.Function("buildEnv", given => Environment(nixpkgs, entry, path, given)));
    }

    private static AttrSet Environment(Nixpkgs nixpkgs, PackageEntry entry, string path, Value chosen)
    {
        AttrSet arguments = Nix.Attrs(
            ("pname", Nix.Str(entry.PackageName)),
            ("version", Nix.Str(entry.Version)),
            ("name", Nix.Str($"{entry.PackageName}-{entry.Version}-env")),
            ("paths", chosen),
            ("meta", entry.MainProgram is { } main ? Nix.Attrs(("mainProgram", Nix.Str(main))) : AttrSet.Empty));
        return nixpkgs.Derivations.Make(arguments, new SoftwareKind(entry, path + ".env"));
    }
}
