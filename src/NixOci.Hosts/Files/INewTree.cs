namespace NixOci.Hosts.Files;

/// <summary>
/// A tree that is being written to a directory of its own. Paths are relative to the directory, and nothing stands at them; none of what was
/// written needs to be on the disk before <see cref="Sync"/> returns. Each operation may fail as those of <see cref="IFileOperations"/>.
/// </summary>
public interface INewTree : IDisposable
{
    /// <summary>Makes a directory with mode 0755; its parent exists.</summary>
    void CreateDirectory(string path);

    /// <summary>Writes a file with mode 0644 or 0755; its directory exists.</summary>
    void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable);

    /// <summary>Writes a file with mode 0644 by parts, so that it need not be in memory as a whole; its directory exists.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Writes the content; the stream need not be closed.</param>
    void WriteFile(string path, Action<Stream> write);

    /// <summary>Makes a symbolic link; its directory exists.</summary>
    void CreateLink(string path, string target);

    /// <summary>Waits until all that was written is on the disk, with its names, but for the directory's own. To be called once, at the end.</summary>
    void Sync();
}
