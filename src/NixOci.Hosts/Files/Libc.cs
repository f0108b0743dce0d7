using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NixOci.Hosts.Files;

/// <summary>Functions of the C library that the runtime does not offer, or not as cheaply. All of them take ordinary paths.</summary>
internal static partial class Libc
{
    /// <summary>In place of an open directory: paths are relative to the working directory.</summary>
    public const int CurrentDirectory = -100;

    // The numbers of Linux, which are those of all its architectures that .NET runs on: see rename(2), open(2), errno(3).
    public const uint Exchange = 2;
    public const int CloseOnExec = 0x80000;
    public const int RemoveDirectory = 0x200;
    public const int CreateNewToWrite = CloseOnExec | 0x80 | 0x40 | 0x1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int NotDirectory = 20;
    public const int IsDirectory = 21;
    public const int InvalidArgument = 22;
    public const int NotImplemented = 38;

    /// <summary>The last failure of a function, as an exception.</summary>
    /// <param name="what">What did not happen.</param>
    public static IOException Failure(string what)
    {
        Win32Exception reason = new(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {reason.Message}", reason);
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(int directory, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectoryAt(int directory, string path, uint mode);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkAt(string target, int directory, string path);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveAt(int directory, string path, int flags);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeModeAt(int directory, string path, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int handle, uint mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int handle, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int SyncFileSystem(int handle);

    /// <summary>What is told begins with the number of the file system's type, as long as a pointer; it is shorter than 256 bytes.</summary>
    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    public static partial int FileSystemStatus(int handle, Span<nint> status);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int handle);
}
