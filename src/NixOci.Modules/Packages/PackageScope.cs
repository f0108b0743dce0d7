using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>A nested set of packages, such as <c>python3Packages</c>: any plausible name in it is a package.</summary>
/// <param name="nixpkgs">The package set around it.</param>
/// <param name="builders">Makes the functions that build packages of the set's own kind.</param>
/// <param name="path">The set's attribute.</param>
/// <param name="prefix">What the names of its packages start with, for example <c>python3.12-</c>.</param>
internal sealed class PackageScope(Nixpkgs nixpkgs, Builders builders, string path, string prefix) : AttrResolver
{
    private readonly Dictionary<Symbol, Value> _found = [];

    /// <summary>The set itself.</summary>
    public AttrSet Build()
        => Nix.Attrs(
                ("callPackage", nixpkgs.Self.Select("callPackage")),
                ("recurseForDerivations", NixBool.True),
                ("pkgs", nixpkgs.Self))
            .WithResolver(this);

    /// <inheritdoc/>
    public override Value? Resolve(Symbol name)
    {
        if (_found.TryGetValue(name, out Value? known)) return known;
        if (!PackageNames.IsPlausible(name.Text)) return null;
        Value made = Builders.LooksLikeBuilder(name.Text) ? builders.Builder($"{path}.{name.Text}") : Package(name.Text);
        _found.Add(name, made);
        return made;
    }

    private Thunk Package(string attribute)
    {
        PackageEntry entry = nixpkgs.Release.Packages.Find(path, attribute) ?? PackageEntry.Guess(attribute);
        PackageEntry named = prefix.Length == 0 ? entry : entry with { PackageName = prefix + entry.PackageName };
        return Nix.Lazy(() => SoftwarePackages.Make(nixpkgs, named, $"{path}.{attribute}"));
    }
}
