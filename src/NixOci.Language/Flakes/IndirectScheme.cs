namespace NixOci.Language.Flakes;

/// <summary>Flakes by their name in a registry: <c>flake:ID/REF/REV</c>.</summary>
internal sealed class IndirectScheme() : InputScheme("indirect", "id", "ref", "rev", "narHash")
{
    public override InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features)
    {
        if (url.Scheme != "flake") return null;
        string[] path = url.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        InputAttributes attributes = Start();
        switch (path)
        {
            case [_]:
                break;
            case [_, var version] when IsRevision(version):
                attributes.Set("rev", InputAttributes.ParseRevision(version));
                break;
            case [_, var version] when IsRef(version):
                attributes.Set("ref", version);
                break;
            case [_, var version]:
                throw new BadUrlException($"in flake URL '{url.Source}', '{version}' is not a commit hash or branch/tag name");
            case [_, var branch, _] when !IsRef(branch):
                throw new BadUrlException($"in flake URL '{url.Source}', '{branch}' is not a branch/tag name");
            case [_, var branch, var revision] when IsRevision(revision):
                attributes.Set("ref", branch);
                attributes.Set("rev", InputAttributes.ParseRevision(revision));
                break;
            case [_, _, var revision]:
                throw new BadUrlException($"in flake URL '{url.Source}', '{revision}' is not a commit hash");
            default:
                throw new BadUrlException($"GitHub URL '{url.Source}' is invalid");
        }

        attributes.Set("id", path[0]);
        return Take(attributes, features);
    }

    public override InputAttributes Take(InputAttributes attributes, IReadOnlySet<string> features)
    {
        string id = attributes.Text("id");
        return IsFlakeId(id) ? attributes : throw new BadUrlException($"'{id}' is not a valid flake ID");
    }

    public override FlakeUrl Write(InputAttributes attributes)
    {
        string path = attributes.Text("id");
        if (attributes.Ref is { } branch) path += "/" + branch;
        if (attributes.Revision is { } revision) path += "/" + revision;
        return new FlakeUrl { Scheme = "flake", Path = path };
    }
}
