using System.Security.Cryptography;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>
/// Writes files to a directory, all of them or none: they are written beside it, and take its place when they are complete. What
/// was there before is replaced where an earlier run wrote all of it, and is otherwise left alone.
/// </summary>
public static class TreeWriter
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Plain = Readable | UnixFileMode.UserWrite;
    private const UnixFileMode Executable =
        Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="manifest">The path in the tree at which the list of the files is written.</param>
    /// <param name="directory">The directory, as an ordinary path.</param>
    public static void Write(FileTree tree, string manifest, string directory)
    {
        string target = Resolve(directory);
        if (File.Exists(target)) throw new IOException($"'{directory}' is a file and no directory");
        RefuseForeignFiles(target, directory, manifest);
        string parent = Path.GetDirectoryName(target) ?? throw new IOException("the root directory cannot be replaced");
        Directory.CreateDirectory(parent);
        string mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        string fresh = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.new");
        try
        {
            WriteFiles(tree, manifest, fresh);
            Replace(target, fresh, Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.old"));
        }
        catch
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
            throw;
        }
    }

    private static string Resolve(string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        DirectoryInfo found = new(path);
        return found.LinkTarget is null ? path : found.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
    }

    private static void WriteFiles(FileTree tree, string manifest, string directory)
    {
        Directory.CreateDirectory(directory);
        List<string> paths = [manifest];
        foreach (HostFile file in tree.Files)
        {
            paths.Add(file.Path);
            WriteFile(file, directory);
        }

        paths.Sort(StringComparer.Ordinal);
        WriteFile(new RegularFile(manifest, string.Join('\n', paths) + "\n", IsExecutable: false), directory);
    }

    private static void WriteFile(HostFile file, string directory)
    {
        string path = Path.Combine(directory, ByteText.ToUnicode(file.Path));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (file is SymbolicLink link)
        {
            File.CreateSymbolicLink(path, ByteText.ToUnicode(link.Target));
        }
        else if (file is RegularFile regular)
        {
            File.WriteAllBytes(path, ByteText.ToBytes(regular.Text));
            File.SetUnixFileMode(path, regular.IsExecutable ? Executable : Plain);
        }
    }

    private static void Replace(string target, string fresh, string old)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(fresh, target);
            return;
        }

        Directory.Move(target, old);
        try
        {
            Directory.Move(fresh, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }

    /// <summary>A directory may be replaced where it holds nothing but what its manifest lists.</summary>
    private static void RefuseForeignFiles(string target, string shown, string manifest)
    {
        if (!Directory.Exists(target)) return;
        string list = Path.Combine(target, ByteText.ToUnicode(manifest));
        HashSet<string> known = File.Exists(list) ? [.. File.ReadAllLines(list)] : [];
        EnumerationOptions everything = new() { RecurseSubdirectories = false, AttributesToSkip = 0, IgnoreInaccessible = false };
        Stack<string> pending = new([target]);
        while (pending.TryPop(out string? directory))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", everything))
            {
                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    pending.Push(entry.FullName);
                }
                else if (!known.Contains(Path.GetRelativePath(target, entry.FullName)))
                {
                    throw new IOException(
                        $"'{shown}' holds files that nixoci did not write, such as '{Path.GetRelativePath(target, entry.FullName)}'; "
                        + "name a new directory or an empty one");
                }
            }
        }
    }
}
