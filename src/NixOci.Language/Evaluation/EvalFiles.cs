using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>Files as evaluation reads them: what goes wrong is an error of evaluation, in Nix's words.</summary>
public static class EvalFiles
{
    /// <summary>A file's bytes.</summary>
    public static byte[] ReadBytes(FileView files, string path)
    {
        try
        {
            byte[] bytes = files.ReadBytes(path);
            LimitWatch.ReserveText(EvalSite.None, bytes.Length);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvalException(files.IsDirectory(path)
                ? $"reading from file '{path}': Is a directory"
                : $"opening file '{path}': {Reason(files, path, e)}");
        }
    }

    /// <summary>The names in a directory.</summary>
    public static IReadOnlyList<string> List(FileView files, string path)
    {
        try
        {
            return files.List(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = files.Exists(path) && !files.IsDirectory(path) ? "Not a directory" : Reason(files, path, e);
            throw new EvalException($"reading directory {path}: {reason}");
        }
    }

    /// <summary>What a path names, a final symbolic link not followed; something has to be there.</summary>
    public static FileKind KindOf(FileView files, string path)
    {
        FileKind kind = files.KindOf(path);
        if (kind != FileKind.Missing) return kind;
        throw files.Refusal(path) ?? new EvalException($"path '{path}' does not exist");
    }

    /// <summary>A path without symbolic links.</summary>
    /// <param name="files">How files are seen.</param>
    /// <param name="path">An absolute path.</param>
    /// <param name="followLast">Whether the last component is followed too.</param>
    public static string ResolveLinks(FileView files, string path, bool followLast)
    {
        try
        {
            return SymbolicLinks.Resolve(files, path, followLast);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvalException(ByteText.FromUnicode(e.Message));
        }
    }

    /// <summary>The system's own words for what went wrong.</summary>
    private static string Reason(FileView files, string path, Exception error)
    {
        if (error is UnauthorizedAccessException) return "Permission denied";
        if (error is not (FileNotFoundException or DirectoryNotFoundException)) return ByteText.FromUnicode(error.Message);
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            string parent = path[..slash];
            if (files.Exists(parent)) return files.IsDirectory(parent) ? "No such file or directory" : "Not a directory";
        }

        return "No such file or directory";
    }
}
