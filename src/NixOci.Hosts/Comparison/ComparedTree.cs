namespace NixOci.Hosts.Comparison;

/// <summary>What stands at a path of a tree.</summary>
internal enum TreeNode
{
    /// <summary>Nothing that can be read.</summary>
    None,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Link,
}

/// <summary>
/// Files below a root, with absolute paths as a host sees them whose root it is. Links are followed within the tree. All paths
/// are byte text.
/// </summary>
internal abstract class ComparedTree
{
    /// <summary>What a masked unit is a link to.</summary>
    public const string Nothing = "/dev/null";

    private const int MostLinks = 40;

    /// <summary>What stands at a path, links not followed.</summary>
    /// <param name="path">The path, of which no directory is a link.</param>
    /// <param name="target">The target of a link.</param>
    protected abstract TreeNode Look(string path, out string target);

    /// <summary>The names in a directory, in byte order.</summary>
    /// <param name="directory">A path that <see cref="Resolve(string)"/> gave.</param>
    protected abstract IEnumerable<string> NamesIn(string directory);

    /// <summary>The bytes of a text file, one per character, and whether it may be executed; null where it holds no text.</summary>
    /// <param name="file">A path that <see cref="Resolve(string)"/> gave.</param>
    /// <param name="mayBeBinary">Whether a file with null bytes is read, too.</param>
    protected abstract (string Text, bool IsExecutable)? Read(string file, bool mayBeBinary);

    /// <summary>Where a path leads when all links are followed; null where it leads nowhere.</summary>
    public string? Resolve(string path) => Resolve(path, out _);

    /// <summary>The target of a link, as written; null where there is no link.</summary>
    public string? LinkTarget(string path)
    {
        int slash = path.LastIndexOf('/');
        if (Resolve(path[..slash]) is not { } directory) return null;
        return Look(Join(directory, path[(slash + 1)..]), out string target) == TreeNode.Link ? target : null;
    }

    /// <summary>Whether a path leads to a directory.</summary>
    public bool IsDirectory(string path) => Resolve(path, out TreeNode node) is not null && node == TreeNode.Directory;

    /// <summary>The names in a directory; none where there is no directory.</summary>
    public IEnumerable<string> List(string path)
        => Resolve(path, out TreeNode node) is { } found && node == TreeNode.Directory ? NamesIn(found) : [];

    /// <summary>The text at a path; null where there is no text file.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public (string Text, bool IsExecutable)? ReadText(string path)
        => ReadFile(path, mayBeBinary: false) is { } file && !file.Text.Contains('\0', StringComparison.Ordinal) ? file : null;

    /// <summary>The text of a unit or drop-in at a path, in which systemd reads null bytes as ends of lines; null where there is no file.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string? ReadUnit(string path) => ReadFile(path, mayBeBinary: true)?.Text;

    private (string Text, bool IsExecutable)? ReadFile(string path, bool mayBeBinary)
    {
        if (Resolve(path, out TreeNode node) is not { } found || node != TreeNode.File) return null;
        return found == Nothing ? ("", false) : Read(found, mayBeBinary);
    }

    private string? Resolve(string path, out TreeNode node)
    {
        int links = 0;
        Stack<string> pending = new();
        Push(pending, path);
        string current = "";
        node = TreeNode.Directory;
        while (pending.TryPop(out string? part))
        {
            if (part is "" or ".") continue;
            if (part == "..")
            {
                current = current[..Math.Max(current.LastIndexOf('/'), 0)];
                continue;
            }

            string next = current + "/" + part;
            if (next == Nothing) return AtNothing(pending, out node);

            node = Look(next, out string target);
            if (node == TreeNode.Link)
            {
                if (++links > MostLinks) return null;
                if (target == Nothing) return AtNothing(pending, out node);
                if (target.StartsWith('/')) current = "";
                Push(pending, target);
            }
            else if (node == TreeNode.None)
            {
                return null;
            }
            else
            {
                current = next;
            }
        }

        if (current.Length == 0) node = TreeNode.Directory;
        return current.Length == 0 ? "/" : current;
    }

    /// <summary>What is no directory leads nowhere further.</summary>
    private static string? AtNothing(Stack<string> pending, out TreeNode node)
    {
        node = TreeNode.File;
        return pending.Count == 0 ? Nothing : null;
    }

    private static string Join(string directory, string name) => directory == "/" ? "/" + name : directory + "/" + name;

    private static void Push(Stack<string> pending, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--) pending.Push(parts[i]);
    }
}
