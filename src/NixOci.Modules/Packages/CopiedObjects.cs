using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>What the language itself puts into the store: <c>"${./file}"</c>, <c>builtins.path</c>, <c>builtins.toFile</c>,
/// and what it takes for being there: <c>builtins.storePath</c>.</summary>
internal static class CopiedObjects
{
    /// <summary>The object of a store path; null where the language put nothing there.</summary>
    public static StoreObject? Find(ObjectStore store, string storePath)
    {
        // What nobody put into the store may have any name.
        if (store.TryGetSource(storePath, out string? original)) return Copied(store, storePath, NameOf(storePath), original);
        if (store.TryGetDerivation(storePath, out _)) return null;
        if (!store.TryGetText(storePath, out string? text))
        {
            return store.IsNamed(storePath) ? new UnbuiltObject(storePath, NameOf(storePath), UnbuiltObject.NamedByProgram) : null;
        }

        return new TextObject(storePath, NameOf(storePath), "", new NixString(text), IsExecutable: false);
    }

    private static string NameOf(string storePath) => storePath[(StorePaths.StoreDirectory.Length + StorePaths.HashLength + 2)..];

    private static StoreObject Copied(ObjectStore store, string storePath, string name, string original)
    {
        FileView files = store.Files;
        if (!files.IsDirectory(original))
        {
            NixString text = new(ByteText.FromBytes(EvalFiles.ReadBytes(files, original)));
            return new TextObject(storePath, name, "", text, files.IsExecutable(original)) { IsCopy = true };
        }

        List<TreeEntry> entries = [];
        HashSet<string>? kept = store.TryGetKeptEntries(storePath, out IReadOnlyList<string>? wanted) ? [.. wanted] : null;
        Collect(files, original, "", kept, entries);
        return new TreeObject(storePath, name, original, entries);
    }

    private static void Collect(FileView files, string directory, string prefix, HashSet<string>? kept, List<TreeEntry> entries)
    {
        foreach (string name in EvalFiles.List(files, directory))
        {
            string relative = prefix + name, path = directory + "/" + name;
            if (kept is not null && !kept.Contains(relative)) continue;
            switch (files.KindOf(path))
            {
                case FileKind.Directory:
                    Collect(files, path, relative + "/", kept, entries);
                    break;
                case FileKind.Symlink:
                    entries.Add(new TreeEntry(relative, files.ReadLink(path), IsLink: true, IsExecutable: false));
                    break;
                case FileKind.Regular:
                    string text = ByteText.FromBytes(EvalFiles.ReadBytes(files, path));
                    entries.Add(new TreeEntry(relative, text, IsLink: false, files.IsExecutable(path)));
                    break;
                default:
                    break;
            }
        }
    }
}
