using System.Runtime.InteropServices;
using System.Text;

namespace NixOci.Language.Source;

/// <summary>Asks the system what kind of thing a path names, which the runtime tells of files, directories and links only.</summary>
internal static unsafe partial class FileStatus
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAndMode = 0x3;
    private const int StatusSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    /// <summary>Whether a path that is no directory and no link names a regular file; true where the system cannot be asked.</summary>
    /// <param name="path">An ordinary path.</param>
    public static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        byte* status = stackalloc byte[StatusSize];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            try
            {
                if (Statx(CurrentDirectory, name, NoFollow, TypeAndMode, status) != 0) return true;
            }
            catch (EntryPointNotFoundException)
            {
                return true;
            }
        }

        return (*(ushort*)(status + ModeOffset) & TypeMask) == RegularType;
    }

    /// <summary>statx(2); its structure is the same on all machines.</summary>
    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Statx(int directory, byte* path, int flags, uint mask, byte* status);
}
