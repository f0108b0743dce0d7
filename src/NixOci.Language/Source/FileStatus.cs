using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace NixOci.Language.Source;

/// <summary>
/// Asks the system what a path names, by one call: the runtime takes several, and tells of files, directories and links only.
/// </summary>
public static unsafe partial class FileStatus
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint OnlyType = 0x1;
    private const int StatusSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int DirectoryType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;
    private const int NothingThere = 2;
    private const int NotBelowADirectory = 20;
    private const int ShortName = 512;

    /// <summary>What a path names, a final symbolic link not followed; null where the system does not say.</summary>
    /// <param name="path">An ordinary path.</param>
    public static FileKind? KindOf(string path)
    {
        // The system takes a zero for the end of the path.
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal)) return null;
        int longest = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        byte[]? rented = longest > ShortName ? ArrayPool<byte>.Shared.Rent(longest) : null;
        Span<byte> name = rented ?? stackalloc byte[ShortName];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        FileKind? kind = Ask(name);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return kind;
    }

    private static FileKind? Ask(ReadOnlySpan<byte> path)
    {
        byte* status = stackalloc byte[StatusSize];
        fixed (byte* name = path)
        {
            try
            {
                if (Statx(CurrentDirectory, name, NoFollow, OnlyType, status) != 0)
                {
                    return Marshal.GetLastPInvokeError() is NothingThere or NotBelowADirectory ? FileKind.Missing : null;
                }
            }
            catch (EntryPointNotFoundException)
            {
                return null;
            }
        }

        return (*(ushort*)(status + ModeOffset) & TypeMask) switch
        {
            RegularType => FileKind.Regular,
            DirectoryType => FileKind.Directory,
            LinkType => FileKind.Symlink,
            _ => FileKind.Unknown,
        };
    }

    /// <summary>statx(2); its structure is the same on all machines.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int directory, byte* path, int flags, uint mask, byte* status);
}
