using NixOci.Language.Source;
using NixOci.Language.Store;

namespace NixOci.Hosts.Comparison;

/// <summary>
/// Files of this machine below a root. Paths in the Nix store are looked up in this machine's store where the tree has none of
/// its own: a path in the store names its contents.
/// </summary>
/// <param name="root">The absolute path of the root, as ordinary text.</param>
internal sealed class DiskTree(string root) : ComparedTree
{
    private const int BeginningLength = 512;

    private readonly string _root = root == "/" ? "" : Path.TrimEndingDirectorySeparator(root);

    protected override TreeNode Look(string path, out string target)
    {
        target = "";
        FileSystemInfo info = new FileInfo(OnDisk(path));
        if (info.LinkTarget is { } link)
        {
            target = ByteText.FromUnicode(link);
            return TreeNode.Link;
        }

        if (info.Exists) return TreeNode.File;
        return Directory.Exists(info.FullName) ? TreeNode.Directory : TreeNode.None;
    }

    protected override IEnumerable<string> NamesIn(string directory)
    {
        List<string> names = [];
        EnumerationOptions everything = new() { RecurseSubdirectories = false, AttributesToSkip = 0, IgnoreInaccessible = false };
        foreach (string entry in Directory.EnumerateFileSystemEntries(OnDisk(directory), "*", everything))
        {
            names.Add(ByteText.FromUnicode(Path.GetFileName(entry)));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    protected override (string Text, bool IsExecutable)? Read(string file, bool mayBeBinary)
    {
        string path = OnDisk(file);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BeginningLength);

        // Units name large programs; the first bytes tell them from scripts.
        Span<byte> beginning = stackalloc byte[BeginningLength];
        int length = stream.ReadAtLeast(beginning, BeginningLength, throwOnEndOfStream: false);
        if (!mayBeBinary && beginning[..length].Contains((byte)0)) return null;
        using MemoryStream bytes = new();
        bytes.Write(beginning[..length]);
        stream.CopyTo(bytes);
        string text = ByteText.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return (text, (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0);
    }

    private string OnDisk(string path)
    {
        string name = ByteText.ToUnicode(path);
        string below = _root + name;
        bool isStored = path == "/nix" || path == StorePaths.StoreDirectory
            || path.StartsWith(StorePaths.StoreDirectory + "/", StringComparison.Ordinal);
        return isStored && _root.Length > 0 && !Directory.Exists(_root + StorePaths.StoreDirectory) ? name : below;
    }
}
