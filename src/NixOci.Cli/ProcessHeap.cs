using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NixOci.Cli;

/// <summary>
/// How the heap of a short run begins. Nearly all that a translation makes is in use until its end, so that to collect early frees little
/// and moves much; and to touch memory page by page takes as long as to fill it. Nix begins with a large heap for the same reasons.
/// </summary>
internal static partial class ProcessHeap
{
    /// <summary>What is allocated before anything is collected: enough for some sixty containers.</summary>
    private const int UncollectedBytes = 32 << 20;

    /// <summary>Where less memory is at hand, all of it is left to the collector.</summary>
    private const long LeastMemory = 1L << 30;

    private const int AdvisedBytes = 256 << 20;
    private const int HugePageBytes = 2 << 20;
    private const int UseHugePages = 14;

    /// <summary>Makes room for the first allocations; to be called in a process before its work.</summary>
    public static void MakeRoom()
    {
        bool isDone = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
        if (isDone || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < LeastMemory) return;
        AskForHugePages();
        try
        {
            GC.TryStartNoGCRegion(UncollectedBytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The collector was set up, by its own variables of the environment, to have less: it goes on by its own rules.
        }
    }

    /// <summary>Only an advice: where the system does not take it, nothing is different.</summary>
    private static void AskForHugePages()
    {
        if (!OperatingSystem.IsLinux()) return;
        object first = new();
        nuint address = Unsafe.As<object, nuint>(ref first);
        try
        {
            _ = Advise(address & ~(nuint)(HugePageBytes - 1), AdvisedBytes, UseHugePages);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without it.
        }
    }

    /// <summary>madvise(2).</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);
}
