using System.IO.Enumeration;
using System.Runtime.InteropServices;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>The operations on the files of this machine.</summary>
public sealed class DiskFiles : IFileOperations
{
    internal const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    internal const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private DiskFiles()
    {
    }

    /// <summary>The operations.</summary>
    public static DiskFiles Instance { get; } = new();

    /// <inheritdoc/>
    public EntryKind KindOf(string path)
    {
        if (FileStatus.KindOf(path) is { } kind)
        {
            return kind switch
            {
                FileKind.Missing => EntryKind.Missing,
                FileKind.Regular => EntryKind.File,
                FileKind.Directory => EntryKind.Directory,
                FileKind.Symlink => EntryKind.Link,
                _ => EntryKind.Other,
            };
        }

        FileInfo entry = new(path);
        if (entry.LinkTarget is not null) return EntryKind.Link;
        if (Directory.Exists(path)) return EntryKind.Directory;
        if (!entry.Exists) return EntryKind.Missing;
        return entry.Attributes.HasFlag(FileAttributes.Device) || entry.UnixFileMode == UnixFileMode.None && entry.Length == 0
            ? EntryKind.Other
            : EntryKind.File;
    }

    /// <inheritdoc/>
    public byte[] Read(string path) => File.ReadAllBytes(path);

    /// <inheritdoc/>
    public bool IsExecutable(string path) => File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    /// <inheritdoc/>
    public string ReadLink(string path)
        => new FileInfo(path).LinkTarget ?? throw new IOException($"'{path}' is not a symbolic link");

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory)
    {
        List<string> names = [];
        foreach (string path in Directory.EnumerateFileSystemEntries(directory, "*", Everything)) names.Add(Path.GetFileName(path));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, bool IsDirectory)> Entries(string directory)
    {
        // A link to a directory passes for one here.
        List<(string Name, bool IsDirectory)> entries = [.. new FileSystemEnumerable<(string, bool)>(
            directory, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory), Everything)];
        for (int i = 0; i < entries.Count; i++)
        {
            (string name, bool mayBe) = entries[i];
            if (mayBe) entries[i] = (name, KindOf(directory + "/" + name) == EntryKind.Directory);
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, Executable);
    }

    /// <inheritdoc/>
    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,

            // Nobody else knows of the file: a lock on it would keep nobody out.
            Share = FileShare.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = Plain,
        };
        using FileStream stream = new(path, options);
        stream.Write(content);

        // The mode that was asked for, whatever the process masks.
        File.SetUnixFileMode(stream.SafeFileHandle, isExecutable ? Executable : Plain);
        stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public INewTree CreateTree(string directory, int count)
    {
        Directory.CreateDirectory(directory, Executable);

        // What the process masks, or the directory above gives to all in it, takes something from every directory and file, or from none.
        bool isModeKept = File.GetUnixFileMode(directory) == Executable;
        if (!isModeKept) File.SetUnixFileMode(directory, Executable);
        return (INewTree?)TreeOfOneSync.TryOpen(directory, count, isModeKept) ?? new TreeOfManySyncs(this, directory);
    }

    /// <inheritdoc/>
    public void CreateLink(string path, string target) => File.CreateSymbolicLink(path, target);

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Libc.Rename(from, to) != 0) throw Libc.Failure($"'{from}' could not be renamed to '{to}'");
    }

    /// <inheritdoc/>
    public bool TryExchange(string first, string second)
    {
        if (Libc.RenameAt(Libc.CurrentDirectory, first, Libc.CurrentDirectory, second, Libc.Exchange) == 0) return true;
        return Marshal.GetLastPInvokeError() is Libc.NotImplemented or Libc.InvalidArgument
            ? false
            : throw Libc.Failure($"'{first}' and '{second}' could not change places");
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (Libc.RemoveAt(Libc.CurrentDirectory, path, 0) == 0) return;
        int error = Marshal.GetLastPInvokeError();
        if (error == Libc.NoEntry) return;
        if (error == Libc.IsDirectory && Libc.RemoveAt(Libc.CurrentDirectory, path, Libc.RemoveDirectory) == 0) return;
        throw Libc.Failure($"'{path}' could not be removed");
    }

    /// <inheritdoc/>
    public IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Sync(string directory)
    {
        int handle = Libc.OpenAt(Libc.CurrentDirectory, directory, Libc.CloseOnExec, 0);
        if (handle < 0) throw Libc.Failure($"'{directory}' could not be opened");
        try
        {
            // Some file systems have nothing to wait for, and say so.
            if (Libc.Sync(handle) != 0 && Marshal.GetLastPInvokeError() != Libc.InvalidArgument)
            {
                throw Libc.Failure($"'{directory}' could not be written to the disk");
            }
        }
        finally
        {
            _ = Libc.Close(handle);
        }
    }
}
