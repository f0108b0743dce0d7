using System.Text.RegularExpressions;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Flakes;

/// <summary>Git and Mercurial repositories: <c>git+https://…</c>, <c>git+ssh://…</c>, <c>hg+https://…</c>.</summary>
internal sealed partial class RepositoryScheme : InputScheme
{
    private static readonly string[] GitFlags = ["shallow", "submodules", "exportIgnore", "allRefs", "verifyCommit"];
    private static readonly string[] GitKeys = ["keytype", "publicKey", "publicKeys"];
    private readonly bool _isGit;

    private RepositoryScheme(string name, bool isGit, params string[] allowed)
        : base(name, allowed)
        => _isGit = isGit;

    /// <summary>Git.</summary>
    public static RepositoryScheme Git { get; } = new(
        "git",
        true,
        ["url", "ref", "rev", "lastModified", "revCount", "narHash", "name", "dirtyRev", "dirtyShortRev", .. GitFlags, .. GitKeys]);

    /// <summary>Mercurial.</summary>
    public static RepositoryScheme Mercurial { get; } = new("hg", false, "url", "ref", "rev", "revCount", "narHash", "name");

    public override InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features)
    {
        bool isBare = url.Application is null;
        if (isBare ? !_isGit || url.Scheme != Name : url.Application != Name) return null;
        if (!isBare && url.Transport is not ("http" or "https" or "ssh" or "file")) return null;
        InputAttributes attributes = Start();
        SortedDictionary<string, string> rest = new(StringComparer.Ordinal);
        foreach ((string name, string value) in url.Query)
        {
            if (name is "rev" or "ref" || (_isGit && GitKeys.Contains(name))) attributes.Set(name, value);
            else if (_isGit && GitFlags.Contains(name)) attributes[name] = NixBool.Of(value == "1");
            else rest.Add(name, value);
        }

        FlakeUrl source = new() { Scheme = url.Transport, Authority = url.Authority, Path = url.Path, Query = rest };
        attributes.Set("url", source.ToString());
        return Take(attributes, features);
    }

    public override InputAttributes Take(InputAttributes attributes, IReadOnlySet<string> features)
    {
        if (!features.Contains("verified-fetches") && (attributes.ContainsKey("verifyCommit") || GitKeys.Any(attributes.ContainsKey)))
        {
            throw new EvalException(
                "experimental Nix feature 'verified-fetches' is disabled; add '--extra-experimental-features verified-fetches' to enable it");
        }

        if (attributes.Ref is { } branch && (_isGit ? BadGitRef().IsMatch(branch) : !IsRef(branch)))
        {
            throw new BadUrlException($"invalid {(_isGit ? "Git" : "Mercurial")} branch/tag name '{branch}'");
        }

        string url = _isGit ? FixGitUrl(attributes.Text("url")) : attributes.Text("url");
        _ = FlakeUrl.Parse(url);
        InputAttributes taken = new(attributes);
        taken.Set("url", url);
        foreach (string flag in GitFlags) taken.IsOn(flag);
        return taken;
    }

    public override FlakeUrl Write(InputAttributes attributes)
    {
        FlakeUrl url = FlakeUrl.Parse(attributes.Text("url"));
        if (!_isGit || url.Scheme != Name) url.Scheme = $"{Name}+{url.Scheme}";
        if (attributes.Revision is { } revision) url.Query["rev"] = revision;
        if (attributes.Ref is { } branch) url.Query["ref"] = branch;
        foreach (string flag in (ReadOnlySpan<string>)["shallow", "submodules", "exportIgnore", "verifyCommit"])
        {
            if (attributes.IsOn(flag)) url.Query[flag] = "1";
        }

        if (attributes.TryText("publicKeys") is { } keys) url.Query["publicKeys"] = keys;
        if (attributes.TryText("publicKey") is { } key)
        {
            url.Query["publicKey"] = key;
            url.Query["keytype"] = attributes.TryText("keytype") ?? "ssh-ed25519";
        }

        return url;
    }

    /// <summary>A repository as users of Git write it, as a URL: <c>user@host:path</c> is reached through ssh, and a path is a file.</summary>
    private static string FixGitUrl(string url)
    {
        int colon = url.LastIndexOf(':');
        int at = url.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && colon > at && !url.AsSpan(0, at).Contains('/'))
        {
            return $"ssh://{url[..at]}@{url[(at + 1)..colon]}/{url[(colon + 1)..]}";
        }

        return url.StartsWith("file:", StringComparison.Ordinal) || url.Contains("://", StringComparison.Ordinal)
            ? url
            : new FlakeUrl { Scheme = "file", Authority = "", Path = url }.ToString();
    }

    /// <summary>What Git forbids in names of branches and tags (git-check-ref-format).</summary>
    [GeneratedRegex(@"//|^[./]|/\.|\.\.|[\x00-\x20\x7f:?^~\[\\*]|\.lock\z|\.lock/|@\{|[/.]\z|^@\z|^\z", RegexOptions.CultureInvariant)]
    private static partial Regex BadGitRef();
}
