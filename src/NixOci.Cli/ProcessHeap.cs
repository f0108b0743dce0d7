using System.Runtime;

namespace NixOci.Cli;

/// <summary>
/// How the heap of a short run begins. Nearly all that a translation makes is in use until its end, so that to collect early frees little
/// and moves much. Programs in the Nix language that are evaluated for themselves are different: they make much that is garbage at once.
/// </summary>
internal static class ProcessHeap
{
    /// <summary>What is allocated at most before anything is collected: enough for a thousand containers.</summary>
    private const long MostUncollected = 256L << 20;

    /// <summary>What is worth it; where less of the memory could be spared, all of it is left to the collector.</summary>
    private const long LeastUncollected = 32L << 20;

    /// <summary>The part of the memory that may be in use before anything is collected.</summary>
    private const int PartOfMemory = 16;

    /// <summary>Lets the first allocations of a process go without a collection; to be called before its work.</summary>
    public static void MakeRoom()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) return;
        long uncollected = Math.Min(MostUncollected, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfMemory);
        if (uncollected < LeastUncollected) return;
        try
        {
            GC.TryStartNoGCRegion(uncollected, disallowFullBlockingGC: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The collector was set up, by its own variables of the environment, to have less: it goes on by its own rules.
        }
    }
}
