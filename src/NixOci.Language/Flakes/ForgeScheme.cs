using NixOci.Language.Evaluation;

namespace NixOci.Language.Flakes;

/// <summary>Repositories on GitHub and its like: <c>github:OWNER/REPO/REF-OR-REV</c>.</summary>
/// <param name="name">Which of them.</param>
internal sealed class ForgeScheme(string name)
    : InputScheme(name, "owner", "repo", "ref", "rev", "narHash", "lastModified", "host", "treeHash")
{
    public override InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features)
    {
        if (url.Scheme != Name) return null;
        string[] path = url.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length < 2) throw new BadUrlException($"URL '{url.Source}' is invalid");
        (string? branch, string? revision) = (null, null);
        if (path.Length > 2)
        {
            string version = string.Join('/', path[2..]);
            if (path.Length == 3 && IsRevision(version)) revision = InputAttributes.ParseRevision(version);
            else if (IsRef(version)) branch = version;
            else throw new BadUrlException($"in URL '{url.Source}', '{version}' is not a {(path.Length == 3 ? "commit hash or " : "")}branch/tag name");
        }

        if (url.Query.TryGetValue("host", out string? host) && !host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        {
            throw new BadUrlException($"URL '{url.Source}' contains an invalid instance host");
        }

        if (url.Query.TryGetValue("ref", out string? asked))
        {
            if (!IsRef(asked)) throw new BadUrlException($"URL '{url.Source}' contains an invalid branch/tag name");
            if (branch is not null) throw new BadUrlException($"URL '{url.Source}' contains multiple branch/tag names");
            branch = asked;
        }

        if (url.Query.TryGetValue("rev", out string? commit))
        {
            if (revision is not null) throw new BadUrlException($"URL '{url.Source}' contains multiple commit hashes");
            revision = InputAttributes.ParseRevision(commit);
        }

        if (branch is not null && revision is not null)
        {
            throw new BadUrlException($"URL '{url.Source}' contains both a commit hash and a branch/tag name {branch} {revision}");
        }

        InputAttributes attributes = Start();
        attributes.Set("owner", path[0]);
        attributes.Set("repo", path[1]);
        attributes.SetIfGiven("rev", revision);
        attributes.SetIfGiven("ref", branch);
        attributes.SetIfGiven("host", host);
        attributes.SetIfGiven("narHash", url.Query.GetValueOrDefault("narHash"));
        return attributes;
    }

    public override InputAttributes Take(InputAttributes attributes, IReadOnlySet<string> features)
    {
        _ = (attributes.Text("owner"), attributes.Text("repo"));
        return attributes;
    }

    public override FlakeUrl Write(InputAttributes attributes)
    {
        string path = $"{attributes.Text("owner")}/{attributes.Text("repo")}";
        (string? branch, string? revision) = (attributes.Ref, attributes.Revision);

        // Nix itself ends with a failed assertion here.
        if (branch is not null && revision is not null)
        {
            throw new EvalException($"input '{Name}:{path}' has both a commit hash and a branch/tag name: {revision} {branch}");
        }

        FlakeUrl url = new() { Scheme = Name, Path = (branch ?? revision) is { } version ? $"{path}/{version}" : path };
        if (attributes.TreeHash is { } hash) url.Query["narHash"] = hash;
        if (attributes.TryText("host") is { } host) url.Query["host"] = host;
        return url;
    }
}
