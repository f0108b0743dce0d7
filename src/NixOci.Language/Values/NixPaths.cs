using System.Text;

namespace NixOci.Language.Values;

/// <summary>Canonical absolute paths, as byte text.</summary>
public static class NixPaths
{
    /// <summary>A path without <c>.</c>, <c>..</c>, repeated or trailing slashes; <c>..</c> above the root is the root.</summary>
    /// <param name="path">An absolute path.</param>
    public static string Canonicalize(string path)
    {
        if (IsCanonical(path)) return path;
        List<Range> parts = [];
        foreach (Range range in path.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> part = path.AsSpan(range);
            if (part.Length == 0 || part is ".") continue;
            if (part is not "..") parts.Add(range);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Count == 0) return "/";
        StringBuilder text = new(path.Length);
        foreach (Range range in parts) text.Append('/').Append(path.AsSpan(range));
        return text.ToString();
    }

    /// <summary>A path against a directory: as it is where it is absolute.</summary>
    public static string Resolve(string baseDirectory, string path)
        => Canonicalize(path.StartsWith('/') ? path : baseDirectory + "/" + path);

    private static bool IsCanonical(string path)
    {
        if (path.Length == 0 || path[0] != '/') return false;
        if (path.Length == 1) return true;
        if (path[^1] == '/') return false;
        for (int i = 0; i + 1 < path.Length; i++)
        {
            if (path[i] == '/' && (path[i + 1] is '/' or '.')) return false;
        }

        return true;
    }
}
