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
    private const int PartSize = 1 << 16;
    private const int LongestFile = 1 << 30;
    private const int LongestStream = 1 << 28;

    /// <summary>Everything that the process may read.</summary>
    public static readonly FileView Unrestricted = new();

    /// <summary>What a path names; a final symbolic link is not followed.</summary>
    public virtual FileKind KindOf(string path)
    {
        string ordinary = ByteText.ToUnicode(path);
        if (FileStatus.KindOf(ordinary) is { } kind) return kind;
        FileInfo info = new(ordinary);
        if (info.LinkTarget is not null) return FileKind.Symlink;
        if (info.Exists) return FileKind.Regular;
        return Directory.Exists(info.FullName) ? FileKind.Directory : FileKind.Missing;
    }

    /// <summary>Why a path is not to be seen; null where it may be, or nothing is there.</summary>
    public virtual NixException? Refusal(string path) => null;

    /// <summary>Whether a path names anything, symbolic links followed.</summary>
    public virtual bool Exists(string path) => Path.Exists(ByteText.ToUnicode(path));

    /// <summary>Whether a path names a directory, symbolic links followed.</summary>
    public virtual bool IsDirectory(string path) => Directory.Exists(ByteText.ToUnicode(path));

    /// <summary>A file's bytes.</summary>
    public virtual byte[] ReadBytes(string path)
    {
        using FileStream stream = new(ByteText.ToUnicode(path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        long length = stream.CanSeek ? stream.Length : 0;
        if (length > LongestFile) throw new IOException("larger than 1 GiB");

        // Files of the system tell no length, and devices have none.
        if (length == 0) return ReadToEnd(stream);
        byte[] bytes = new byte[length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

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

    /// <summary>
    /// What shows the same files to several threads at once, those in the store aside; null where nothing does. What derives from this
    /// class has to say so itself, for it may hide something.
    /// </summary>
    public virtual FileView? Shared => GetType() == typeof(FileView) ? this : null;

    /// <summary>
    /// The bytes of a file that may never be asked for: null, and nothing is opened, where it is not a regular file, is empty as files of the
    /// system seem to be, or is longer than somebody wants to read in vain.
    /// </summary>
    /// <param name="path">The path; a final symbolic link is not followed.</param>
    /// <param name="longest">The greatest length.</param>
    public virtual byte[]? ReadInAdvance(string path, int longest)
    {
        if (KindOf(path) != FileKind.Regular) return null;
        FileInfo file = new(ByteText.ToUnicode(path));
        if (!file.Exists || file.Length == 0 || file.Length > longest) return null;
        byte[] bytes = ReadBytes(path);
        return bytes.Length > longest ? null : bytes;
    }

    private static byte[] ReadToEnd(FileStream stream)
    {
        using MemoryStream bytes = new();
        byte[] part = new byte[PartSize];
        for (int read = stream.Read(part); read > 0; read = stream.Read(part))
        {
            if (bytes.Length + read > LongestStream) throw new IOException("a device or pipe that gives more than 256 MiB");
            bytes.Write(part, 0, read);
        }

        return bytes.ToArray();
    }
}
