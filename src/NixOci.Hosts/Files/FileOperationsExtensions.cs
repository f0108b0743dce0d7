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
        if (kind == EntryKind.Missing) return;
        if (kind == EntryKind.Directory)
        {
            foreach (string name in files.List(path)) files.DeleteTree(path + "/" + name);
        }

        files.Delete(path);
    }

    /// <summary>Writes files below a directory, which is made; all of it is on the disk when it returns, but for the directory's own name.</summary>
    /// <param name="files">The operations.</param>
    /// <param name="directory">The directory; nothing stands there.</param>
    /// <param name="tree">The files.</param>
    public static void WriteTree(this IFileOperations files, string directory, IEnumerable<HostFile> tree)
    {
        HashSet<string> made = new(StringComparer.Ordinal) { directory };
        List<string> order = [directory];
        files.CreateDirectory(directory);
        foreach (HostFile file in tree)
        {
            string path = directory + "/" + ByteText.ToUnicode(file.Path);
            MakeParents(files, path, made, order);
            if (file is SymbolicLink link) files.CreateLink(path, ByteText.ToUnicode(link.Target));
            else if (file is RegularFile regular) files.WriteFile(path, ByteText.ToBytes(regular.Text), regular.IsExecutable);
        }

        for (int i = order.Count - 1; i >= 0; i--) files.Sync(order[i]);
    }

    private static void MakeParents(IFileOperations files, string path, HashSet<string> made, List<string> order)
    {
        string parent = path[..path.LastIndexOf('/')];
        if (!made.Add(parent)) return;
        MakeParents(files, parent, made, order);
        files.CreateDirectory(parent);
        order.Add(parent);
    }
}
