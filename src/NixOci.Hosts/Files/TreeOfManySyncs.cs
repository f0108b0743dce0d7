namespace NixOci.Hosts.Files;

/// <summary>A new tree that waits for each file by itself, and for each directory at the end: right on every file system.</summary>
/// <param name="files">The operations.</param>
/// <param name="directory">The directory, which exists.</param>
internal sealed class TreeOfManySyncs(IFileOperations files, string directory) : INewTree
{
    private readonly List<string> _directories = [directory];

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        string whole = directory + "/" + path;
        files.CreateDirectory(whole);
        _directories.Add(whole);
    }

    /// <inheritdoc/>
    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
        => files.WriteFile(directory + "/" + path, content, isExecutable);

    /// <inheritdoc/>
    public void WriteFile(string path, Action<Stream> write)
    {
        using MemoryStream content = new();
        write(content);
        WriteFile(path, content.GetBuffer().AsSpan(0, (int)content.Length), isExecutable: false);
    }

    /// <inheritdoc/>
    public void CreateLink(string path, string target) => files.CreateLink(directory + "/" + path, target);

    /// <inheritdoc/>
    public void Sync()
    {
        // A directory is made after the one that it is in.
        for (int i = _directories.Count - 1; i >= 0; i--) files.Sync(_directories[i]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
