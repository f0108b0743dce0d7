using NixOci.Hosts.Manifests;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>What stands in a directory that a tree is to be written to.</summary>
/// <param name="Ours">The paths that an earlier run wrote, relative to the directory, as ordinary text.</param>
/// <param name="Foreign">The paths of files of others.</param>
internal sealed record PresentFiles(IReadOnlySet<string> Ours, IReadOnlySet<string> Foreign)
{
    /// <summary>Looks at a directory. One that has files and no manifest was never written by this program, and is refused.</summary>
    /// <param name="target">The directory.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="files">The operations.</param>
    public static PresentFiles In(string target, string shown, IFileOperations files)
    {
        HashSet<string> ours = new(StringComparer.Ordinal), foreign = new(StringComparer.Ordinal);
        if (files.KindOf(target) == EntryKind.Missing) return new PresentFiles(ours, foreign);
        string list = target + "/" + Manifest.FileName;
        bool isKnown = files.KindOf(list) == EntryKind.File;
        if (isKnown)
        {
            ours.Add(Manifest.FileName);
            foreach (ManifestEntry entry in ManifestReader.Read(files.Read(list), list).Entries) ours.Add(ByteText.ToUnicode(entry.Path));
        }

        Stack<string> pending = new([""]);
        while (pending.TryPop(out string? directory))
        {
            foreach ((string name, bool isDirectory) in files.Entries(Path.Combine(target, directory)))
            {
                string path = Path.Combine(directory, name);
                if (isDirectory) pending.Push(path);
                else if (!ours.Contains(path)) foreign.Add(path);
            }
        }

        if (!isKnown && foreign.Count > 0)
        {
            throw new IOException(
                $"'{shown}' holds files that nixoci did not write, such as '{foreign.Order(StringComparer.Ordinal).First()}'; "
                + "name a new directory or an empty one");
        }

        return new PresentFiles(ours, foreign);
    }

    /// <summary>Refuses a tree that would have to replace a file of others.</summary>
    public void RefuseClashes(FileTree tree, string shown)
    {
        foreach (string path in Foreign)
        {
            string bytes = ByteText.FromUnicode(path);
            if (tree.HasRoomFor(bytes)) continue;
            throw new IOException(
                $"'{shown}' holds the file '{path}', which nixoci did not write and would have to replace; move it away");
        }
    }
}
