using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NixOci.Hosts.Files;

/// <summary>The operations on the files of this machine.</summary>
public sealed partial class DiskFiles : IFileOperations
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private DiskFiles()
    {
    }

    /// <summary>The operations.</summary>
    public static DiskFiles Instance { get; } = new();

    /// <inheritdoc/>
    public EntryKind KindOf(string path)
    {
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
    public void CreateLink(string path, string target) => File.CreateSymbolicLink(path, target);

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (NativeRename(from, to) != 0) throw Failure($"'{from}' could not be renamed to '{to}'");
    }

    /// <inheritdoc/>
    public bool TryExchange(string first, string second)
    {
        if (NativeExchange(CurrentDirectory, first, CurrentDirectory, second, ExchangeFlag) == 0) return true;
        return Marshal.GetLastPInvokeError() is NotImplemented or InvalidArgument
            ? false
            : throw Failure($"'{first}' and '{second}' could not change places");
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (KindOf(path) == EntryKind.Directory) Directory.Delete(path);
        else File.Delete(path);
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
        int handle = NativeOpen(directory, DirectoryFlags);
        if (handle < 0) throw Failure($"'{directory}' could not be opened");
        try
        {
            // Some file systems have nothing to wait for, and say so.
            if (NativeSync(handle) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failure($"'{directory}' could not be written to the disk");
            }
        }
        finally
        {
            _ = NativeClose(handle);
        }
    }

    private static IOException Failure(string what)
    {
        Win32Exception reason = new(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {reason.Message}", reason);
    }

    // The numbers of Linux, which are those of all its architectures that .NET runs on: see rename(2), open(2), errno(3).
    private const int CurrentDirectory = -100;
    private const uint ExchangeFlag = 2;
    private const int DirectoryFlags = 0x80000;
    private const int InvalidArgument = 22;
    private const int NotImplemented = 38;

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeRename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeExchange(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int NativeSync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int NativeClose(int handle);
}
