using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary><c>stdenv</c> and the platform.</summary>
/// <param name="nixpkgs">The package set.</param>
/// <param name="builders">Makes <c>mkDerivation</c>.</param>
internal sealed class StandardEnvironment(Nixpkgs nixpkgs, Builders builders)
{
    /// <summary>Adds the attributes to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        Value platform = Nix.Lazy(() => nixpkgs.Lib.Set.Select("systems", "elaborate").Call(Nix.Str(nixpkgs.System)));
        set.Add("system", Nix.Str(nixpkgs.System));
        foreach (string role in new[] { "hostPlatform", "buildPlatform", "targetPlatform" }) set.Add(role, platform);
        Value environment = Nix.Lazy(() => Build("stdenv-linux", platform));
        set.Add("stdenv", environment);
        set.Add("gccStdenv", environment);
        set.Add("clangStdenv", environment);
        set.Add("stdenvNoCC", Nix.Lazy(() => Build("stdenv-linux-no-cc", platform)));
        set.Add("mkShell", builders.Builder("mkShell"));
        set.Add("mkShellNoCC", builders.Builder("mkShellNoCC"));
        set.Add("rustPlatform", Nix.Lazy(() => Nix.Attrs(("buildRustPackage", builders.Builder("rustPlatform.buildRustPackage")))));
        set.Add("path", Nix.Lazy(() => nixpkgs.Unbuilt("nixpkgs", Nix.Attrs(("name", Nix.Str("nixpkgs"))))));
    }

    private AttrSet Build(string name, Value platform)
    {
        AttrSet derivation = nixpkgs.Unbuilt("stdenv", Nix.Attrs(("name", Nix.Str(name))));
        AttrSetBuilder more = new(24);
        more.Add("mkDerivation", builders.Builder("stdenv.mkDerivation"));
        more.Add("cc", Nix.Lazy(() => nixpkgs.Self.Select("gcc")));
        more.Add("shell", Nix.Lazy(() => nixpkgs.RuntimeShell));
        more.Add("shellDryRun", Nix.Lazy(() => new TextBuilder().Add(nixpkgs.RuntimeShell).Add(" -n -O extglob").Build()));
        foreach (string role in new[] { "hostPlatform", "buildPlatform", "targetPlatform" }) more.Add(role, platform);
        foreach (string property in new[] { "isLinux", "isDarwin", "isx86_64", "isx86_32", "isAarch64", "isAarch32", "is64bit", "is32bit" })
        {
            more.Add(property, Nix.Lazy(() => platform.Select(property)));
        }

        return derivation.Update(more.Build());
    }
}
