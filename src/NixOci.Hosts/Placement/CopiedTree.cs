using NixOci.Hosts.Files;
using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Directories that were copied from beside the configuration.</summary>
internal static class CopiedTree
{
    /// <summary>The files of one, below a directory.</summary>
    public static IEnumerable<HostFile> Files(TreeObject tree, string directory)
    {
        foreach (TreeEntry entry in tree.Entries)
        {
            string path = directory + "/" + entry.RelativePath;
            yield return entry.IsLink ? new SymbolicLink(path, entry.Text) : new RegularFile(path, entry.Text, entry.IsExecutable);
        }
    }
}
