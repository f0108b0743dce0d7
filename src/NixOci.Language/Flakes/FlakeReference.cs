using NixOci.Language.Evaluation;

namespace NixOci.Language.Flakes;

/// <summary>Where a flake is, as text and as attributes: what <c>builtins.parseFlakeRef</c> and <c>builtins.flakeRefToString</c> of Nix 2.26 tell.</summary>
/// <param name="features">The experimental features of Nix that are enabled.</param>
internal sealed class FlakeReference(IReadOnlySet<string> features)
{
    /// <summary>All kinds, in the order in which Nix tries them.</summary>
    private static readonly InputScheme[] Schemes =
    [
        new DownloadScheme("file", isDefault: false),
        RepositoryScheme.Git,
        new ForgeScheme("github"),
        new ForgeScheme("gitlab"),
        RepositoryScheme.Mercurial,
        new IndirectScheme(),
        new PathScheme(),
        new ForgeScheme("sourcehut"),
        new DownloadScheme("tarball", isDefault: true),
    ];

    /// <summary>The attributes of a reference.</summary>
    /// <exception cref="EvalException">It is none.</exception>
    public InputAttributes Parse(string text)
    {
        (InputAttributes attributes, string fragment) = TryParseId(text) ?? TryParseUrl(text) ?? ParsePath(text);
        return fragment.Length == 0
            ? attributes
            : throw new EvalException($"unexpected fragment '{fragment}' in flake reference '{text}'");
    }

    /// <summary>The reference of attributes.</summary>
    /// <param name="given">The attributes.</param>
    /// <exception cref="EvalException">They are not those of a reference.</exception>
    public string ToText(InputAttributes given)
    {
        InputAttributes attributes = new(given);
        attributes.Remove("dir");
        string type = attributes.TryText("type")
            ?? throw new EvalException("'type' attribute to specify input scheme is required but not provided");
        InputScheme? scheme = Array.Find(Schemes, scheme => scheme.Name == type);
        if (scheme is not null)
        {
            scheme.CheckNames(attributes);
            attributes = scheme.Take(attributes, features);
        }

        attributes.Check();
        string? directory = given.TryText("dir");
        if (scheme is null) throw new EvalException($"cannot show unsupported input '{attributes.ToJson()}'");
        FlakeUrl url = scheme.Write(attributes);
        if (directory is { Length: > 0 }) url.Query.TryAdd("dir", directory);
        return url.ToString();
    }

    /// <summary>A name in a registry, which may be followed by a branch or tag, a commit, or both.</summary>
    private (InputAttributes Attributes, string Fragment)? TryParseId(string text)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string reference = hash < 0 ? text : text[..hash];
        int slash = reference.IndexOf('/', StringComparison.Ordinal);
        string id = slash < 0 ? reference : reference[..slash];
        if (!InputScheme.IsFlakeId(id)) return null;
        if (slash >= 0 && !InputScheme.IsRef(reference[(slash + 1)..])) return null;
        string fragment = hash < 0 ? "" : text[(hash + 1)..];
        if (!FlakeUrl.IsFragment(fragment)) return null;
        return (Read(new FlakeUrl { Source = text, Scheme = "flake", Authority = "", Path = reference }), FlakeUrl.Decode(fragment));
    }

    private (InputAttributes Attributes, string Fragment)? TryParseUrl(string text)
    {
        try
        {
            FlakeUrl url = FlakeUrl.Parse(text);
            return (ReadWithDirectory(url), url.Fragment);
        }
        catch (BadUrlException)
        {
            return null;
        }
    }

    private (InputAttributes Attributes, string Fragment) ParsePath(string text)
    {
        int end = text.AsSpan().IndexOfAny('#', '?');
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        string path = end < 0 ? text : text[..end];
        string fragment = hash < 0 ? "" : FlakeUrl.Decode(text[(hash + 1)..]);

        // Nix reads the query of a path only where a fragment follows.
        SortedDictionary<string, string> query = FlakeUrl.ParseQuery(end >= 0 && end < hash ? text[(end + 1)..hash] : "");
        return path.StartsWith('/')
            ? (ReadWithDirectory(new FlakeUrl { Source = path, Scheme = "path", Authority = "", Path = path, Query = query }), fragment)
            : throw new BadUrlException($"flake reference '{text}' is not an absolute path");
    }

    private InputAttributes ReadWithDirectory(FlakeUrl url)
    {
        url.Query.Remove("dir", out string? directory);
        InputAttributes attributes = Read(url);
        if (directory is { Length: > 0 }) attributes.Set("dir", directory);
        return attributes;
    }

    private InputAttributes Read(FlakeUrl url)
    {
        foreach (InputScheme scheme in Schemes)
        {
            if (scheme.Read(url, features) is not { } attributes) continue;
            attributes.Check();
            return attributes;
        }

        throw new EvalException($"input '{url.Source}' is unsupported");
    }
}
