using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;

namespace NixOci.Hosts.Tests;

/// <summary>Trees written in short: <c>PATH=TEXT</c> is a file, <c>PATH&gt;TARGET</c> a link.</summary>
internal static class SampleTrees
{
    public static (FileTree Tree, Manifest Manifest) Make(HostNeed[] needs, params string[] files)
    {
        FileTree tree = new();
        foreach (string file in files)
        {
            int at = file.IndexOfAny(['=', '>']);
            string path = file[..at], rest = file[(at + 1)..];
            string? unit = Array.Find(path.Split('/'), static part => part.Contains('.', StringComparison.Ordinal));
            tree.Add(file[at] == '=' ? new RegularFile(path, rest, rest.StartsWith("#!", StringComparison.Ordinal)) : new SymbolicLink(path, rest), unit);
        }

        return (tree, new ManifestBuilder(null, "/").Build(new LaidOutFiles(tree, [], needs), new HostLayout(), "seed"));
    }
}
