namespace NixOci.Language.Source;

/// <summary>Which tree a configuration belongs to.</summary>
public static class SourceTree
{
    private static readonly string[] Marks = [".git", "flake.nix"];

    /// <summary>
    /// The tree around a directory: the nearest repository above it, else the nearest flake, else the directory itself. A directory
    /// that belongs to more than the sources is never taken for a tree: the root, the home directory and those above it, and
    /// directories in which everybody may write.
    /// </summary>
    /// <param name="directory">An absolute path.</param>
    /// <param name="home">The home directory; null where there is none.</param>
    /// <returns>An absolute path without symbolic links.</returns>
    public static string Around(string directory, string? home)
    {
        string real = ByteText.ToUnicode(SymbolicLinks.Resolve(FileView.Unrestricted, ByteText.FromUnicode(directory), followLast: true));
        string? realHome = home is not { Length: > 0 } || home[0] != '/'
            ? null
            : ByteText.ToUnicode(SymbolicLinks.Resolve(FileView.Unrestricted, ByteText.FromUnicode(home), followLast: true));
        foreach (string mark in Marks)
        {
            for (string? candidate = real; candidate is not null && !IsShared(candidate, realHome); candidate = Path.GetDirectoryName(candidate))
            {
                if (Path.Exists(Path.Combine(candidate, mark))) return candidate;
            }
        }

        return real;
    }

    private static bool IsShared(string directory, string? home)
    {
        if (directory == "/" || home == directory) return true;
        if (home is not null && home.StartsWith(directory + "/", StringComparison.Ordinal)) return true;
        return Directory.Exists(directory) && (File.GetUnixFileMode(directory) & UnixFileMode.OtherWrite) != 0;
    }
}
