using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>Supplies the packages and nested sets that <c>pkgs</c> does not list.</summary>
/// <param name="nixpkgs">The package set.</param>
/// <param name="builders">Makes the functions that build.</param>
internal sealed class TopLevelPackages(Nixpkgs nixpkgs, Builders builders) : AttrResolver
{
    private readonly Dictionary<Symbol, Value?> _found = [];

    /// <inheritdoc/>
    public override Value? Resolve(Symbol name)
    {
        if (!_found.TryGetValue(name, out Value? value)) _found.Add(name, value = Find(name));
        return value;
    }

    private Value? Find(Symbol name)
    {
        string attribute = name.Text;
        if (!PackageNames.IsPlausible(attribute)) return null;
        PackageTable table = nixpkgs.Release.Packages;
        if (table.Find("", attribute) is { } entry) return Package(entry, table.AliasOf(attribute) ?? attribute);
        if (table.IsSet(attribute, out string prefix)) return Scope(table.AliasOf(attribute) ?? attribute, prefix);
        if (PackageNames.IsSet(attribute)) return Scope(attribute, "");

        // What lib has and no table knows is no package: in `with lib; with pkgs; …` the name means lib's.
        if (nixpkgs.Lib.Set.Force() is AttrSet lib && lib.Has(name)) return null;
        return Builders.LooksLikeBuilder(attribute) ? builders.Builder(attribute) : Package(PackageEntry.Guess(attribute), attribute);
    }

    private Thunk Package(PackageEntry entry, string path) => Nix.Lazy(() => SoftwarePackages.Make(nixpkgs, entry, path));

    private Thunk Scope(string path, string prefix) => Nix.Lazy(() => new PackageScope(nixpkgs, builders, path, prefix).Build());
}
