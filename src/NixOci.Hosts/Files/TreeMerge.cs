using NixOci.Hosts.Manifests;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>
/// Lets a tree take the place of an earlier one in a directory that others have files in too: file by file, each in one step. If
/// one of them fails, those before it are put back.
/// </summary>
/// <param name="files">The operations.</param>
/// <param name="target">The directory.</param>
/// <param name="fresh">The new tree, complete, on the same file system.</param>
/// <param name="old">Where what was there before is kept meanwhile; nothing stands there.</param>
internal sealed class TreeMerge(IFileOperations files, string target, string fresh, string old)
{
    private readonly Stack<Action> _undo = new();

    /// <summary>Replaces.</summary>
    /// <param name="ours">The paths that an earlier run wrote.</param>
    /// <param name="tree">The new files.</param>
    public void Run(IReadOnlySet<string> ours, FileTree tree)
    {
        SortedSet<string> added = new(StringComparer.Ordinal);
        foreach (HostFile file in tree.Files) added.Add(ByteText.ToUnicode(file.Path));
        try
        {
            files.CreateDirectory(old);

            // What goes may stand where a directory is to come.
            foreach (string path in ours.Order(StringComparer.Ordinal))
            {
                if (!added.Contains(path) && path != Manifest.FileName) Remove(path);
            }

            foreach (string path in added) Put(path);
            Put(Manifest.FileName);
        }
        catch
        {
            while (_undo.TryPop(out Action? step)) step();
            throw;
        }
    }

    private void Remove(string path)
    {
        string place = target + "/" + path, kept = old + "/" + path;
        if (files.KindOf(place) == EntryKind.Missing) return;
        MakeParents(kept, old);
        files.Rename(place, kept);
        _undo.Push(() => files.Rename(kept, place));
        RemoveEmptyParents(place);
    }

    private void Put(string path)
    {
        string place = target + "/" + path, kept = old + "/" + path, written = fresh + "/" + path;
        MakeParents(place, target);
        EntryKind kind = files.KindOf(place);
        if (kind == EntryKind.Missing)
        {
            files.Rename(written, place);
            _undo.Push(() => files.Delete(place));
            return;
        }

        MakeParents(kept, old);
        if (kind == EntryKind.Link) files.CreateLink(kept, files.ReadLink(place));
        else files.WriteFile(kept, files.Read(place), files.IsExecutable(place));
        files.Rename(written, place);
        _undo.Push(() => files.Rename(kept, place));
    }

    private void MakeParents(string path, string root)
    {
        string parent = path[..path.LastIndexOf('/')];
        if (parent == root || files.KindOf(parent) == EntryKind.Directory) return;
        MakeParents(parent, root);
        files.CreateDirectory(parent);
        if (root == target) _undo.Push(() => files.Delete(parent));
    }

    private void RemoveEmptyParents(string path)
    {
        string parent = path[..path.LastIndexOf('/')];
        if (parent == target || files.List(parent).Count > 0) return;
        files.Delete(parent);
        _undo.Push(() => files.CreateDirectory(parent));
        RemoveEmptyParents(parent);
    }
}
