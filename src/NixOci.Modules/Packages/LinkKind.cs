using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>A directory of links, with its links in the argument <c>links</c>: a list of <c>{ name; path; }</c>.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class LinkKind(Nixpkgs nixpkgs) : DerivationKind
{
    public override string Label => "links";

    public override StoreObject Describe(AttrSet arguments, string storePath, string name, string output)
    {
        NixList given = arguments["links"]!.ForceList();
        List<StoreLink> links = new(given.Count);
        foreach (Value item in given.Items)
        {
            AttrSet link = (AttrSet)item.Force();
            links.Add(new StoreLink(nixpkgs.Interpolated(link["name"]!).Text, nixpkgs.Interpolated(link["path"]!)));
        }

        return new LinkObject(storePath, name, links);
    }
}
