namespace NixOci.Hosts.Files;

/// <summary>What stands at a path.</summary>
public enum EntryKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, whatever it leads to.</summary>
    Link,

    /// <summary>Something else, such as a socket.</summary>
    Other,
}

/// <summary>
/// The few operations on files by which trees are written and installed. No operation follows a link at the end of a path. Each
/// of them may fail with <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; tests let each fail in turn, and
/// cut the power between them.
/// </summary>
public interface IFileOperations
{
    /// <summary>What stands at a path.</summary>
    EntryKind KindOf(string path);

    /// <summary>The bytes of a regular file.</summary>
    byte[] Read(string path);

    /// <summary>Whether a regular file may be executed by its owner.</summary>
    bool IsExecutable(string path);

    /// <summary>What a symbolic link leads to, as it stands in the link.</summary>
    string ReadLink(string path);

    /// <summary>The names in a directory, in ordinal order.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>What is in a directory, in the ordinal order of its names, and whether each is a directory itself.</summary>
    IReadOnlyList<(string Name, bool IsDirectory)> Entries(string directory);

    /// <summary>Makes a directory with mode 0755; its parent exists, and nothing stands at the path.</summary>
    void CreateDirectory(string path);

    /// <summary>Writes a new file with mode 0644 or 0755. When it returns, the bytes are on the disk, the name perhaps not yet.</summary>
    void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable);

    /// <summary>Makes a directory with mode 0755 to write many files in; its parent exists, and nothing stands at the path.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="count">How many files it is about to have.</param>
    INewTree CreateTree(string directory, int count);

    /// <summary>Makes a symbolic link; nothing stands at the path.</summary>
    void CreateLink(string path, string target);

    /// <summary>Renames in one step; a file or link that stands at the new path is replaced, and so is an empty directory by a directory.</summary>
    void Rename(string from, string to);

    /// <summary>Lets two paths change places in one step where the file system can; false where it cannot.</summary>
    bool TryExchange(string first, string second);

    /// <summary>Removes a file, a link or an empty directory.</summary>
    void Delete(string path);

    /// <summary>Takes a lock that no other process has until it is disposed of; null where another has it. The file is made where it is missing.</summary>
    IDisposable? TryLock(string path);

    /// <summary>Waits until the names in a directory are on the disk.</summary>
    void Sync(string directory);
}
