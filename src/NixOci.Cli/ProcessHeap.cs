using System.Runtime;

namespace NixOci.Cli;

/// <summary>
/// How the heap of a short run begins. Nearly all that a translation makes is in use until its end, so that to collect early frees little
/// and moves much. Programs in the Nix language that are evaluated for themselves are different: they make much that is garbage at once.
/// </summary>
internal static class ProcessHeap
{
    /// <summary>What is allocated before anything is collected: enough for more than two hundred containers.</summary>
    private const int UncollectedBytes = 64 << 20;

    /// <summary>Where less memory is at hand, all of it is left to the collector.</summary>
    private const long LeastMemory = 512L << 20;

    /// <summary>Lets the first allocations of a process go without a collection; to be called before its work.</summary>
    public static void MakeRoom()
    {
        bool isDone = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
        if (isDone || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < LeastMemory) return;
        try
        {
            GC.TryStartNoGCRegion(UncollectedBytes, disallowFullBlockingGC: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The collector was set up, by its own variables of the environment, to have less: it goes on by its own rules.
        }
    }
}
