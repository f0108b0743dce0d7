using NixOci.Hosts.Installation;
using NixOci.Hosts.Manifests;

namespace NixOci.Hosts.Files;

/// <summary>
/// Writes files to a directory, all of them or none: they are written beside it, and take its place when they are complete. What
/// an earlier run wrote and this one does not is removed; what others put there stays as it is.
/// </summary>
public static class TreeWriter
{
    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="manifest">The manifest, which is written beside them.</param>
    /// <param name="directory">The directory, as an ordinary path.</param>
    public static void Write(FileTree tree, Manifest manifest, string directory)
        => Write(tree, manifest, directory, DiskFiles.Instance);

    /// <summary>Writes a tree by given operations.</summary>
    internal static void Write(FileTree tree, Manifest manifest, string directory, IFileOperations files)
    {
        string target = new HostRoot("/", files).Follow(Path.GetFullPath(directory));
        if (files.KindOf(target) is not (EntryKind.Missing or EntryKind.Directory))
        {
            throw new IOException($"'{directory}' is a file and no directory");
        }

        string parent = Path.GetDirectoryName(target) ?? throw new IOException("the root directory cannot be replaced");
        PresentFiles present = PresentFiles.In(target, directory, files);
        if (present.Foreign.Count > 0) present.RefuseClashes(tree, directory);
        files.CreateDirectories(parent);
        string mark = Guid.NewGuid().ToString("N");
        string fresh = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.new");
        string old = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.old");
        try
        {
            Write(tree, manifest, files.CreateTree(fresh, tree.Files.Count + 1));
            if (present.Foreign.Count > 0) new TreeMerge(files, target, fresh, old).Run(present.Ours, tree);
            else Replace(files, target, fresh, old);
            files.Sync(parent);
        }
        catch
        {
            files.DeleteTree(fresh);
            throw;
        }

        files.DeleteTree(fresh);
        files.DeleteTree(old);
    }

    private static void Write(FileTree tree, Manifest manifest, INewTree fresh)
    {
        using (fresh)
        {
            fresh.WriteAll(tree.Files);
            fresh.WriteFile(Manifest.FileName, json => ManifestWriter.Write(manifest, json));
            fresh.Sync();
        }
    }

    private static void Replace(IFileOperations files, string target, string fresh, string old)
    {
        if (files.KindOf(target) == EntryKind.Missing)
        {
            files.Rename(fresh, target);
        }
        else if (!files.TryExchange(fresh, target))
        {
            files.Rename(target, old);
            try
            {
                files.Rename(fresh, target);
            }
            catch
            {
                files.Rename(old, target);
                throw;
            }
        }
    }
}
