namespace NixOci.Language.Source;

/// <summary>Symbolic links in paths, followed as Nix follows them.</summary>
public static class SymbolicLinks
{
    private const int MostFollowed = 1024;

    /// <summary>
    /// A path without symbolic links. What does not exist stays as it is written.
    /// </summary>
    /// <param name="files">How files are seen.</param>
    /// <param name="path">An absolute path as byte text.</param>
    /// <param name="followLast">Whether the last component is followed too.</param>
    /// <param name="way">Takes every path that was looked at on the way; null where nobody wants to know.</param>
    public static string Resolve(FileView files, string path, bool followLast, ICollection<string>? way = null)
    {
        Stack<string> ahead = new();
        Push(ahead, path);
        string resolved = "";
        int followed = 0;
        while (ahead.TryPop(out string? component))
        {
            if (component is "" or ".") continue;
            if (component == "..")
            {
                resolved = resolved[..Math.Max(0, resolved.LastIndexOf('/'))];
                continue;
            }

            string next = resolved + "/" + component;
            way?.Add(next);
            if ((!followLast && ahead.Count == 0) || files.KindOf(next) != FileKind.Symlink)
            {
                resolved = next;
                continue;
            }

            if (++followed > MostFollowed) throw new IOException($"infinite symlink recursion in path '{path}'");
            string target = files.ReadLink(next);
            if (target.StartsWith('/')) resolved = "";
            Push(ahead, target);
        }

        return resolved.Length == 0 ? "/" : resolved;
    }

    private static void Push(Stack<string> ahead, string path)
    {
        string[] components = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = components.Length - 1; i >= 0; i--) ahead.Push(components[i]);
    }
}
