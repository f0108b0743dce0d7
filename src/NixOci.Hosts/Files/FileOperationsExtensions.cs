using System.Buffers;
using System.Text;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>What is made of the few operations on files.</summary>
public static class FileOperationsExtensions
{
    private const string BesideSuffix = ".nixoci-new";

    /// <summary>
    /// Makes a directory and those above it that are missing; each name is on the disk when it returns. No part of the path is a link.
    /// </summary>
    public static void CreateDirectories(this IFileOperations files, string path)
    {
        EntryKind kind = files.KindOf(path);
        if (kind == EntryKind.Directory) return;
        if (kind != EntryKind.Missing) throw new IOException($"'{path}' is in the way: it is no directory");
        string parent = Path.GetDirectoryName(path) ?? throw new IOException($"'{path}' cannot be made");
        files.CreateDirectories(parent);
        files.CreateDirectory(path);
        files.Sync(parent);
    }

    /// <summary>Writes a file, or replaces one, in one step; its bytes and its name are on the disk when it returns.</summary>
    public static void Replace(this IFileOperations files, string path, ReadOnlySpan<byte> content)
    {
        string fresh = BesideFor(path);
        files.DeleteTree(fresh);
        files.WriteFile(fresh, content, isExecutable: false);
        files.Rename(fresh, path);
        files.Sync(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a link, or replaces a file or link by it, in one step. Its name is on the disk after the next <see cref="IFileOperations.Sync"/>.</summary>
    public static void ReplaceByLink(this IFileOperations files, string path, string target)
    {
        string fresh = BesideFor(path);
        files.DeleteTree(fresh);
        files.CreateLink(fresh, target);
        files.Rename(fresh, path);
    }

    /// <summary>The path beside another at which what is to replace it is made.</summary>
    public static string BesideFor(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}{BesideSuffix}");

    /// <summary>Whether a name is one that <see cref="BesideFor"/> gives.</summary>
    public static bool IsBeside(string name) => name.StartsWith('.') && name.EndsWith(BesideSuffix, StringComparison.Ordinal);

    /// <summary>Removes whatever stands at a path with all that is in it; nothing may stand there.</summary>
    public static void DeleteTree(this IFileOperations files, string path)
    {
        EntryKind kind = files.KindOf(path);
        if (kind != EntryKind.Missing) files.Delete(path, kind == EntryKind.Directory);
    }

    private static void Delete(this IFileOperations files, string path, bool isDirectory)
    {
        if (isDirectory)
        {
            foreach ((string name, bool isInner) in files.Entries(path)) files.Delete(path + "/" + name, isInner);
        }

        files.Delete(path);
    }

    /// <summary>Writes files below a directory, which is made; all of it is on the disk when it returns, but for the directory's own name.</summary>
    /// <param name="files">The operations.</param>
    /// <param name="directory">The directory; nothing stands there.</param>
    /// <param name="tree">The files.</param>
    public static void WriteTree(this IFileOperations files, string directory, IReadOnlyCollection<HostFile> tree)
    {
        using INewTree target = files.CreateTree(directory, tree.Count);
        target.WriteAll(tree);
        target.Sync();
    }

    /// <summary>Writes files and the directories that they are in; the tree is empty before.</summary>
    public static void WriteAll(this INewTree target, IReadOnlyCollection<HostFile> tree)
    {
        HashSet<string> made = new(StringComparer.Ordinal);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> madeByName = made.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (HostFile file in tree)
        {
            string path = ByteText.ToUnicode(file.Path);
            MakeParents(target, path, madeByName);
            if (file is SymbolicLink link)
            {
                target.CreateLink(path, ByteText.ToUnicode(link.Target));
            }
            else if (file is RegularFile regular)
            {
                byte[] bytes = ArrayPool<byte>.Shared.Rent(regular.Text.Length);
                target.WriteFile(path, bytes.AsSpan(0, Encoding.Latin1.GetBytes(regular.Text, bytes)), regular.IsExecutable);
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static void MakeParents(INewTree target, ReadOnlySpan<char> path, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> made)
    {
        int slash = path.LastIndexOf('/');
        if (slash < 0 || made.Contains(path[..slash])) return;
        MakeParents(target, path[..slash], made);
        string parent = path[..slash].ToString();
        target.CreateDirectory(parent);
        made.Add(parent);
    }
}
