using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>nixpkgs' functions that join store objects by links: <c>symlinkJoin</c>, <c>buildEnv</c>, <c>linkFarm</c>.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class LinkTrees(Nixpkgs nixpkgs)
{
    private readonly LinkKind _kind = new(nixpkgs);

    /// <summary>Adds the functions to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        set.Add("symlinkJoin", new Builtin("symlinkJoin", (site, argument) => Join(site, "symlinkJoin", argument)) { IsLambda = true });
        set.Add("buildEnv", new Builtin("buildEnv", (site, argument) => Join(site, "buildEnv", argument)) { IsLambda = true });
        set.Add("linkFarm", Nix.Function("linkFarm", (name, entries) => Farm(name, Nix.Lazy(() => Entries(entries)))));
        set.Add("linkFarmFromDrvs", Nix.Function("linkFarmFromDrvs", (name, derivations) => Farm(name, Nix.Lazy(() => Named(derivations)))));
        set.Add("onlyBin", Nix.Function("onlyBin", derivation => Farm(
            Nix.Lazy(() => Nix.Str(derivation.Select("name").ForceString().Text + "-only-bin")),
            Nix.Lazy(() => Nix.List(Link("bin", Below(nixpkgs.Lib["getBin"].Call(derivation), "/bin")))))));
        set.Add("emptyDirectory", Nix.Lazy(() => Farm(Nix.Str("empty-directory"), NixList.Empty)));
    }

    private AttrSet Join(EvalSite site, string function, Value argument)
    {
        CallArguments given = CallArguments.Check(site, function, argument, ["paths"], null);
        Value paths = given["paths"];
        NixString prefix = given.Optional("stripPrefix") is { } strip ? strip.ForceString() : NixString.Empty;
        AttrSet links = Nix.Attrs(("links", Nix.Lazy(() => Trees(paths, prefix))));

        // A hook changes what the links make up, and hooks are never run.
        bool hasHook = given.NonNull("postBuild") is { } hook && nixpkgs.Text(hook).Text.Length > 0;
        return nixpkgs.Derivations.Make(given.Set.Update(links), hasHook ? new UnbuiltKind(function) : _kind);
    }

    private NixList Trees(Value paths, NixString prefix)
    {
        List<Value> links = [];
        AddTrees(links, paths, prefix);
        return NixList.Of(links);
    }

    private void AddTrees(List<Value> links, Value paths, NixString prefix)
    {
        foreach (Value path in paths.ForceList().Items)
        {
            Value forced = path.Force();
            if (forced is NixList nested) AddTrees(links, nested, prefix);
            else if (forced is not NixNull) links.Add(Link("", Below(forced, prefix.Text)));
        }
    }

    private AttrSet Farm(Value name, Value links)
        => nixpkgs.Derivations.Make(Nix.Attrs(("name", name), ("links", links)), _kind);

    private static NixList Entries(Value entries)
    {
        List<Value> links = [];
        switch (entries.Force())
        {
            case AttrSet set:
                foreach ((Symbol name, Value path) in set.ByName) links.Add(Link(name.Text, path));
                break;
            case NixList list:
                // Of entries with one name the last one counts.
                AttrSetBuilder last = new(list.Count);
                foreach (Value entry in list.Items) last.Add(entry.Select("name").ForceString().Text, entry.Select("path"));
                return Entries(last.Build());
            default:
                throw new ThrownException("linkFarm entries must be either attrs or a list!");
        }

        return NixList.Of(links);
    }

    private static NixList Named(Value derivations)
    {
        List<Value> links = [];
        foreach (Value derivation in derivations.ForceList().Items)
        {
            links.Add(Link(derivation.Select("name").ForceString().Text, derivation));
        }

        return NixList.Of(links);
    }

    private NixString Below(Value path, string suffix)
        => new TextBuilder().Add(nixpkgs.Interpolated(path)).Add(suffix).Build();

    private static AttrSet Link(string name, Value path) => Nix.Attrs(("name", Nix.Str(name)), ("path", path));
}
