namespace NixOci.Language.Source;

/// <summary>What a path names, without following a final symbolic link.</summary>
public enum FileKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>A device, socket or pipe.</summary>
    Unknown,
}

/// <summary>
/// The only way by which evaluation sees files. Paths are byte text; what may be seen can be narrowed by deriving.
/// Failures are <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; callers turn them into Nix's errors.
/// </summary>
public class FileView
{
    /// <summary>Everything that the process may read.</summary>
    public static readonly FileView Unrestricted = new();

    /// <summary>What a path names; a final symbolic link is not followed.</summary>
    public virtual FileKind KindOf(string path)
    {
        FileInfo info = new(ByteText.ToUnicode(path));
        if (info.LinkTarget is not null) return FileKind.Symlink;
        if (info.Exists)
        {
            return (info.Attributes & (FileAttributes.Device | FileAttributes.ReparsePoint)) == 0 ? FileKind.Regular : FileKind.Unknown;
        }

        return Directory.Exists(info.FullName) ? FileKind.Directory : FileKind.Missing;
    }

    /// <summary>Whether a path names anything, symbolic links followed.</summary>
    public virtual bool Exists(string path) => Path.Exists(ByteText.ToUnicode(path));

    /// <summary>Whether a path names a directory, symbolic links followed.</summary>
    public virtual bool IsDirectory(string path) => Directory.Exists(ByteText.ToUnicode(path));

    /// <summary>A file's bytes.</summary>
    public virtual byte[] ReadBytes(string path) => File.ReadAllBytes(ByteText.ToUnicode(path));

    /// <summary>The target of a symbolic link, as it is written there.</summary>
    public virtual string ReadLink(string path)
        => ByteText.FromUnicode(new FileInfo(ByteText.ToUnicode(path)).LinkTarget ?? throw new IOException("not a symbolic link"));

    /// <summary>The names in a directory, in byte order.</summary>
    public virtual IReadOnlyList<string> List(string path)
    {
        List<string> names = [];
        foreach (string entry in Directory.EnumerateFileSystemEntries(ByteText.ToUnicode(path)))
        {
            names.Add(ByteText.FromUnicode(Path.GetFileName(entry)));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Whether the owner may execute a file.</summary>
    public virtual bool IsExecutable(string path)
        => (File.GetUnixFileMode(ByteText.ToUnicode(path)) & UnixFileMode.UserExecute) != 0;
}
