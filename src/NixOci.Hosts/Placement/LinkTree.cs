using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Directories of links to other store objects.</summary>
internal static class LinkTree
{
    /// <summary>The links that can be made: those with a path of their own, and one for each known file laid over the directory.</summary>
    public static IEnumerable<(string Path, string Target)> Of(LinkObject links, IReadOnlyDictionary<string, StoreObject> objects)
    {
        HashSet<string> made = new(StringComparer.Ordinal);
        foreach (StoreLink link in links.Links)
        {
            if (link.RelativePath.Length > 0)
            {
                if (made.Add(link.RelativePath)) yield return (link.RelativePath, link.Target.Text);
            }
            else if (objects.GetValueOrDefault(link.Target.Text) is TextObject { RelativePath.Length: > 0 } file)
            {
                if (made.Add(file.RelativePath)) yield return (file.RelativePath, file.FilePath);
            }
            else if (objects.GetValueOrDefault(link.Target.Text) is LinkObject inner)
            {
                foreach ((string path, string target) in Of(inner, objects))
                {
                    if (made.Add(path)) yield return (path, target);
                }
            }
        }
    }

    /// <summary>The target of the link that a path through the directory takes, and where in the text the link's path ends.</summary>
    /// <param name="links">The directory.</param>
    /// <param name="text">The text with the path.</param>
    /// <param name="end">Where the directory's own path ends in it.</param>
    /// <param name="objects">The known objects by their paths.</param>
    public static (string Target, int End)? Find(
        LinkObject links, string text, int end, IReadOnlyDictionary<string, StoreObject> objects)
    {
        foreach ((string path, string target) in Of(links, objects))
        {
            if (StoreReference.GoesThrough(text, end, "/" + path)) return (target, end + 1 + path.Length);
        }

        return null;
    }

    /// <summary>A package laid over the directory: what no link is known for can only be in there.</summary>
    public static SoftwareObject? PackageIn(LinkObject links, IReadOnlyDictionary<string, StoreObject> objects)
    {
        foreach (StoreLink link in links.Links)
        {
            if (link.RelativePath.Length > 0) continue;
            if (objects.GetValueOrDefault(link.Target.Text) is SoftwareObject package) return package;
        }

        return null;
    }
}
