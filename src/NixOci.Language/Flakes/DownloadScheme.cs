using System.Globalization;
using NixOci.Language.Values;

namespace NixOci.Language.Flakes;

/// <summary>Files and archives that are downloaded: <c>https://…</c>, <c>tarball+https://…</c>, <c>file+https://…</c>.</summary>
/// <param name="name"><c>tarball</c> or <c>file</c>.</param>
/// <param name="isDefault">Whether a URL is of this kind that does not say which.</param>
internal sealed class DownloadScheme(string name, bool isDefault)
    : InputScheme(name, "url", "narHash", "name", "unpack", "rev", "revCount", "lastModified")
{
    public override InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features)
    {
        if (url.Transport is not ("file" or "http" or "https")) return null;
        if (url.Application is { } application ? application != Name : !isDefault) return null;
        InputAttributes attributes = Start();
        attributes.SetIfGiven("narHash", url.Query.GetValueOrDefault("narHash"));
        attributes.SetIfGiven("rev", url.Query.GetValueOrDefault("rev"));
        ReadCount(url, "revCount", attributes);
        ReadCount(url, "lastModified", attributes);

        SortedDictionary<string, string> query = new(StringComparer.Ordinal);
        foreach ((string parameter, string value) in url.Query)
        {
            if (!Allows(parameter)) query.Add(parameter, value);
        }

        attributes.Set("url", new FlakeUrl { Scheme = url.Transport, Authority = url.Authority, Path = url.Path, Query = query }.ToString());
        return attributes;
    }

    public override FlakeUrl Write(InputAttributes attributes)
    {
        FlakeUrl url = FlakeUrl.Parse(attributes.Text("url"));
        if (attributes.TreeHash is { } hash) url.Query["narHash"] = hash;
        return url;
    }

    private static void ReadCount(FlakeUrl url, string name, InputAttributes attributes)
    {
        if (!url.Query.TryGetValue(name, out string? text)) return;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) attributes[name] = NixInt.Of(number);
    }
}
