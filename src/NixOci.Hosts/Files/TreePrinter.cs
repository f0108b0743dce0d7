using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>Prints files one after the other, each under a line with its path, as <c>systemctl cat</c> does.</summary>
public static class TreePrinter
{
    /// <summary>Prints a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="root">What paths begin with, for example <c>/</c>; may be empty.</param>
    /// <param name="output">Where to.</param>
    public static void Print(FileTree tree, string root, Stream output)
    {
        bool isFirst = true;
        foreach (HostFile file in tree.Files)
        {
            string heading = (isFirst ? "# " : "\n# ") + root + file.Path;
            isFirst = false;
            output.Write(ByteText.ToBytes(file switch
            {
                SymbolicLink link => heading + " -> " + link.Target + "\n",
                RegularFile regular => heading + "\n" + regular.Text + (regular.Text.EndsWith('\n') ? "" : "\n"),
                _ => throw new ArgumentException("a file of unknown kind", nameof(tree)),
            }));
        }
    }
}
