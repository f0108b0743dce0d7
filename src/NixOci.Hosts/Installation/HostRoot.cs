using NixOci.Hosts.Files;

namespace NixOci.Hosts.Installation;

/// <summary>
/// A host's file system by its root directory. Links on the way to a file are followed as the host itself would follow them: none
/// leads out of the root.
/// </summary>
public sealed class HostRoot
{
    // As many as Linux follows; see path_resolution(7).
    private const int LinkLimit = 40;

    private readonly string _root;

    /// <param name="root">The root directory, as an absolute path of this machine.</param>
    /// <param name="files">The operations.</param>
    public HostRoot(string root, IFileOperations files)
    {
        _root = root.Length > 1 ? root.TrimEnd('/') : root;
        Files = files;
    }

    /// <summary>The operations; they take paths of this machine.</summary>
    public IFileOperations Files { get; }

    /// <summary>Whether the host is this machine.</summary>
    public bool IsThisHost => _root == "/";

    /// <summary>The path of this machine for an absolute path of the host; a link at its end is not followed.</summary>
    public string Locate(string path) => Resolve(path, followLast: false);

    /// <summary>The path of this machine for an absolute path of the host; a link at its end is followed, as far as it leads.</summary>
    public string Follow(string path) => Resolve(path, followLast: true);

    /// <summary>What stands at a path of the host; a link at its end is not followed.</summary>
    public EntryKind KindOf(string path) => Files.KindOf(Locate(path));

    /// <summary>Whether something stands at a path of the host, behind all links.</summary>
    public bool Exists(string path) => Files.KindOf(Follow(path)) is not (EntryKind.Missing or EntryKind.Link);

    /// <summary>The bytes of a regular file of the host, behind all links; null where there is none.</summary>
    public byte[]? TryRead(string path)
    {
        string real = Follow(path);
        return Files.KindOf(real) == EntryKind.File ? Files.Read(real) : null;
    }

    /// <summary>What a link of the host leads to; null where no link stands.</summary>
    public string? TryReadLink(string path)
    {
        string real = Locate(path);
        return Files.KindOf(real) == EntryKind.Link ? Files.ReadLink(real) : null;
    }

    /// <summary>The names in a directory of the host, behind all links; none where there is no directory.</summary>
    public IReadOnlyList<string> List(string path)
    {
        string real = Follow(path);
        return Files.KindOf(real) == EntryKind.Directory ? Files.List(real) : [];
    }

    /// <summary>Makes a directory of the host and those above it.</summary>
    /// <returns>Its path of this machine.</returns>
    public string CreateDirectories(string path)
    {
        string real = Follow(path);
        Files.CreateDirectories(real);
        return real;
    }

    private string Resolve(string path, bool followLast)
    {
        Stack<string> pending = new();
        Push(pending, path);
        List<string> parts = [];
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part.Length == 0 || part == ".") continue;
            if (part == "..")
            {
                if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
                continue;
            }

            parts.Add(part);
            if (pending.Count == 0 && !followLast) break;
            string here = Join(parts);
            if (Files.KindOf(here) != EntryKind.Link) continue;
            if (++links > LinkLimit) throw new IOException($"'{path}' leads through too many links");
            string target = Files.ReadLink(here);
            if (target.StartsWith('/')) parts.Clear();
            else parts.RemoveAt(parts.Count - 1);
            Push(pending, target);
        }

        return Join(parts);
    }

    private static void Push(Stack<string> pending, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--) pending.Push(parts[i]);
    }

    private string Join(List<string> parts)
    {
        if (parts.Count == 0) return _root;
        return (IsThisHost ? "/" : _root + "/") + string.Join('/', parts);
    }
}
