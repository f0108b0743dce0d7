using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NixOci.Hosts.Files;

/// <summary>
/// A new tree that waits once, for all that is to be written to its file system. To wait for each of 300 files and directories takes ten
/// times as long, and five times the processor's time, for each of them is a transaction of the file system.
/// </summary>
internal sealed class TreeOfOneSync : INewTree
{
    private const uint Plain = (uint)DiskFiles.Plain;
    private const uint Executable = (uint)DiskFiles.Executable;

    /// <summary>
    /// Of how many bytes that others wrote a file is worth the wait: disks of all kinds write about as much while they wait for one file.
    /// </summary>
    private const long BytesWorthAFile = 1 << 18;

    private const int StatusLength = 32;
    private const int MemoryLength = 4096;

    private readonly int _root;
    private readonly string _directory;
    private readonly bool _isModeKept;
    private readonly List<string> _names = [""];

    private TreeOfOneSync(int root, string directory, bool isModeKept)
    {
        _root = root;
        _directory = directory;
        _isModeKept = isModeKept;
    }

    /// <summary>
    /// The tree, where one wait is as good as many: the file system waits for all that it should, and tells of what could not be written; and
    /// others have not written so much that waiting for them takes longer.
    /// </summary>
    /// <param name="directory">The directory, which exists and is empty.</param>
    /// <param name="count">How many files are about to be written.</param>
    /// <param name="isModeKept">Whether the directory got the mode that was asked for when it was made: so do all others in it.</param>
    public static TreeOfOneSync? TryOpen(string directory, int count, bool isModeKept)
    {
        // Before 5.8, syncfs(2) told of no failures. It tells of those since the directory was opened.
        if (!OperatingSystem.IsOSPlatformVersionAtLeast("Linux", 5, 8) || BytesOfAll() is not { } waiting || waiting > count * BytesWorthAFile) return null;
        int root = Libc.OpenAt(Libc.CurrentDirectory, directory, Libc.CloseOnExec, 0);
        if (root < 0) throw Libc.Failure($"'{directory}' could not be opened");
        if (IsFileSystemKnown(root)) return new TreeOfOneSync(root, directory, isModeKept);
        _ = Libc.Close(root);
        return null;
    }

    /// <inheritdoc/>
    public void CreateDirectory(string path)
    {
        if (Libc.MakeDirectoryAt(_root, path, Executable) != 0 || !_isModeKept && Libc.ChangeModeAt(_root, path, Executable, 0) != 0)
        {
            throw Failure(path, "made");
        }

        _names.Add(path);
    }

    /// <inheritdoc/>
    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
    {
        int handle = CreateFile(path, isExecutable ? Executable : Plain);
        try
        {
            while (content.Length > 0)
            {
                nint written = Libc.Write(handle, content, content.Length);
                if (written >= 0) content = content[(int)written..];
                else if (Marshal.GetLastPInvokeError() != Libc.Interrupted) throw Failure(path, "written");
            }
        }
        finally
        {
            _ = Libc.Close(handle);
        }
    }

    /// <inheritdoc/>
    public void WriteFile(string path, Action<Stream> write)
    {
        using SafeFileHandle handle = new(CreateFile(path, Plain), ownsHandle: true);
        using FileStream stream = new(handle, FileAccess.Write, bufferSize: 0);
        write(stream);
    }

    /// <inheritdoc/>
    public void CreateLink(string path, string target)
    {
        if (Libc.LinkAt(target, _root, path) != 0) throw Failure(path, "made");
    }

    /// <inheritdoc/>
    public void Sync()
    {
        if (Libc.SyncFileSystem(_root) == 0) return;

        // What failed may be a file of others: each of our own tells. A directory was made before what is in it.
        for (int i = _names.Count - 1; i >= 0; i--) DiskFiles.Instance.Sync(Path.Combine(_directory, _names[i]));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_root);

    private int CreateFile(string path, uint mode)
    {
        int handle = Libc.OpenAt(_root, path, Libc.CreateNewToWrite, mode);
        if (handle < 0) throw Failure(path, "made");
        _names.Add(path);
        if (_isModeKept || Libc.ChangeMode(handle, mode) == 0) return handle;
        IOException failure = Failure(path, "made");
        _ = Libc.Close(handle);
        throw failure;
    }

    /// <summary>
    /// Whether a file system is one whose syncfs(2) does all that fsync(2) does: what a program of a user or another machine keeps need not.
    /// </summary>
    private static bool IsFileSystemKnown(int handle)
    {
        Span<nint> status = stackalloc nint[StatusLength];

        // The numbers are those of statfs(2): ext4, XFS, Btrfs, F2FS, and tmpfs, which has no disk.
        return Libc.FileSystemStatus(handle, status) == 0
            && (uint)status[0] is 0xEF53 or 0x58465342 or 0x9123683E or 0xF2F52010 or 0x01021994;
    }

    /// <summary>How much waits to be written to all disks, in bytes; null where that is not told.</summary>
    private static long? BytesOfAll()
    {
        Span<byte> memory = stackalloc byte[MemoryLength];
        try
        {
            using SafeFileHandle file = File.OpenHandle("/proc/meminfo", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            memory = memory[..RandomAccess.Read(file, memory, 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return Kilobytes(memory, "Dirty:"u8) + Kilobytes(memory, "Writeback:"u8) is { } kilobytes ? kilobytes * 1024 : null;
    }

    private static long? Kilobytes(ReadOnlySpan<byte> memory, ReadOnlySpan<byte> name)
    {
        int at = memory.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(memory[(at + name.Length)..].TrimStart((byte)' '), out long value, out _) ? value : null;
    }

    private IOException Failure(string path, string what) => Libc.Failure($"'{Path.Combine(_directory, path)}' could not be {what}");
}
