using NixOci.Hosts.Files;

namespace NixOci.Hosts.Comparison;

/// <summary>Files that were laid out and not written.</summary>
internal sealed class MemoryTree : ComparedTree
{
    private readonly FileTree _files;
    private readonly Dictionary<string, SortedSet<string>> _directories = new(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };

    public MemoryTree(FileTree files)
    {
        _files = files;
        foreach (HostFile file in files.Files)
        {
            string path = file.Path;
            for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/'))
            {
                Names(path[..slash]).Add(path[(slash + 1)..]);
                path = path[..slash];
            }

            Names("").Add(path);
        }
    }

    protected override TreeNode Look(string path, out string target)
    {
        target = "";
        string relative = path[1..];
        if (!_files.TryGet(relative, out HostFile? file)) return _directories.ContainsKey(relative) ? TreeNode.Directory : TreeNode.None;
        if (file is not SymbolicLink link) return TreeNode.File;
        target = link.Target;
        return TreeNode.Link;
    }

    protected override IEnumerable<string> NamesIn(string directory) => Names(directory[1..]);

    protected override (string Text, bool IsExecutable)? Read(string file, bool mayBeBinary)
        => _files.TryGet(file[1..], out HostFile? found) && found is RegularFile regular ? (regular.Text, regular.IsExecutable) : null;

    private SortedSet<string> Names(string directory)
    {
        if (!_directories.TryGetValue(directory, out SortedSet<string>? names))
        {
            _directories.Add(directory, names = new SortedSet<string>(StringComparer.Ordinal));
        }

        return names;
    }
}
