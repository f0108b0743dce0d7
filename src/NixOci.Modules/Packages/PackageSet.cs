using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>
/// The symbolic <c>pkgs</c>: nixpkgs without its packages' recipes. Any plausible name is a package with a name and a path; the
/// functions that write text yield files whose text is known; those that build or fetch yield objects that say what they are.
/// </summary>
public sealed class PackageSet
{
    private readonly Nixpkgs _nixpkgs;
    private readonly Builders _builders;
    private readonly Value _configuration;
    private readonly IReadOnlyList<Value> _overlays;

    /// <summary>Creates a package set; nothing in it is made before it is selected.</summary>
    /// <param name="interpreter">Imports, coerces, sees files.</param>
    /// <param name="lib">nixpkgs' <c>lib</c>.</param>
    /// <param name="release">Versions and texts.</param>
    /// <param name="store">Where paths are registered as they are formed.</param>
    /// <param name="system">The platform.</param>
    /// <param name="configuration">The <c>config</c> of the package set; null is the empty one.</param>
    /// <param name="overlays">Functions <c>final: prev: { … }</c>, applied in order.</param>
    public PackageSet(
        Interpreter interpreter,
        Lib lib,
        Deferred<PackageRelease> release,
        SymbolicStore store,
        string system = "x86_64-linux",
        Value? configuration = null,
        IReadOnlyList<Value>? overlays = null)
    {
        _nixpkgs = new Nixpkgs(interpreter, lib, release, store, system);
        _builders = new Builders(_nixpkgs);
        _configuration = configuration ?? AttrSet.Empty;
        _overlays = overlays ?? [];
        _nixpkgs.Self = new Thunk(BuildRoot);
    }

    /// <summary>The set <c>pkgs</c>; a thunk.</summary>
    public Value Root => _nixpkgs.Self;

    private AttrSet BuildRoot()
    {
        AttrSet set = Functions().WithResolver(new TopLevelPackages(_nixpkgs, _builders));
        foreach (Value overlay in _overlays) set = set.Update(overlay.Call(Root, set).ForceAttrs());
        return set;
    }

    private AttrSet Functions()
    {
        AttrSetBuilder set = new(128);
        new TextWriters(_nixpkgs).Declare(set);
        new LinkTrees(_nixpkgs).Declare(set);
        new Substitution(_nixpkgs).Declare(set);
        new Composition(_nixpkgs).Declare(set);
        new StandardEnvironment(_nixpkgs, _builders).Declare(set);
        _builders.Declare(set);
        set.Add("dockerTools", Nix.Lazy(() => new DockerTools(_nixpkgs).Build()));
        set.Add("formats", Nix.Lazy(() => new Formats(_nixpkgs).Build()));
        set.Add("lib", _nixpkgs.Lib.Set);
        set.Add("config", _configuration);
        set.Add("overlays", Nix.List([.. _overlays]));
        set.Add("extend", Nix.Function("extend", overlay => With([overlay])));
        set.Add("appendOverlays", Nix.Function("appendOverlays", overlays => With(overlays.ForceList().Items)));
        foreach (string same in new[] { "pkgs", "buildPackages", "targetPackages", "pkgsBuildBuild", "pkgsBuildHost", "pkgsHostTarget",
            "pkgsStatic", "pkgsMusl", "pkgsi686Linux" })
        {
            set.Add(same, Root);
        }

        set.Add("runtimeShellPackage", Nix.Lazy(() => Root.Select("bash")));
        set.Add("runtimeShell", Nix.Lazy(() => new TextBuilder()
            .Add(_nixpkgs.Interpolated(Root.Select("runtimeShellPackage"))).Add("/bin/bash").Build()));
        return set.Build();
    }

    private Value With(IReadOnlyList<Value> overlays)
        => new PackageSet(
            _nixpkgs.Interpreter, _nixpkgs.Lib, _nixpkgs.DeferredRelease, _nixpkgs.Store, _nixpkgs.System, _configuration,
            [.. _overlays, .. overlays]).Root;
}
