using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>Which file an import reads.</summary>
internal static class ImportPath
{
    private const int MostFollowed = 1024;

    /// <summary>
    /// The file that is read for a path: where the path is a symbolic link, what it points to, so that relative paths inside
    /// are relative to the real place; for a directory its <c>default.nix</c>.
    /// </summary>
    public static string Resolve(FileView files, string path)
    {
        string original = path;
        for (int followed = 1; path.Length > 1; followed++)
        {
            if (followed >= MostFollowed)
            {
                throw new EvalException($"too many symbolic links encountered while traversing the path '{original}'");
            }

            string entry = EvalFiles.ResolveLinks(files, path, followLast: false);
            if (EvalFiles.KindOf(files, entry) != FileKind.Symlink) break;
            path = NixPaths.Resolve(path[..path.LastIndexOf('/')], files.ReadLink(entry));
        }

        return files.IsDirectory(path) ? NixPaths.Canonicalize(path + "/default.nix") : path;
    }
}
