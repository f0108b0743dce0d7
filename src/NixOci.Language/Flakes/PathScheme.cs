using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Flakes;

/// <summary>Directories: <c>path:DIR</c>.</summary>
internal sealed class PathScheme() : InputScheme("path", "path", "rev", "revCount", "lastModified", "narHash")
{
    public override InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features)
    {
        if (url.Scheme != "path") return null;
        if (url.Authority is { Length: > 0 } authority)
        {
            throw new EvalException($"path URL '{url.Source}' should not have an authority ('{authority}')");
        }

        InputAttributes attributes = Start();
        attributes.Set("path", url.Path);
        foreach ((string name, string value) in url.Query)
        {
            if (name is "rev" or "narHash") attributes.Set(name, value);
            else if (name is not ("revCount" or "lastModified")) throw new EvalException($"path URL '{url}' has unsupported parameter '{name}'");
            else if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) throw new EvalException($"path URL '{url}' has invalid parameter '{name}'");
            else attributes[name] = NixInt.Of(number);
        }

        return attributes;
    }

    public override InputAttributes Take(InputAttributes attributes, IReadOnlySet<string> features)
    {
        _ = attributes.Text("path");
        return attributes;
    }

    public override FlakeUrl Write(InputAttributes attributes)
    {
        SortedDictionary<string, string> query = attributes.ToQuery();
        query.Remove("path");
        query.Remove("type");
        query.Remove("__final");
        return new FlakeUrl { Scheme = "path", Path = attributes.Text("path"), Query = query };
    }
}
