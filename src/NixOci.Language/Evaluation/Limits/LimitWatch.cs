using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NixOci.Language.Evaluation.Limits;

/// <summary>
/// Looks at the clock and the memory now and then, from a thread of its own, so that evaluation itself has nothing to measure:
/// where a limit is reached, a flag is raised that the next call, or the next step into a value, sees and turns into an error.
/// </summary>
public sealed class LimitWatch : IDisposable
{
    /// <summary>How often the watch looks. Between two looks a program can allocate some ten megabytes.</summary>
    private const int PeriodMilliseconds = 20;

    /// <summary>What memory has to grow by before it is worth another full collection.</summary>
    private const int GrowthDivisor = 16;

    private const int LongestString = 0x3FFFFFDF;

    /// <summary>Up to this length a string is made without asking whether there is room for it.</summary>
    private const int LongestUnasked = 1 << 20;

    /// <summary>How many watches have a limit to report: the one thing that evaluation looks at.</summary>
    private static volatile int raised;

    [ThreadStatic]
    private static LimitWatch? current;

    private readonly EvaluationLimits _limits;
    private readonly LimitWatch? _outer;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ManualResetEventSlim _isDone = new();
    private readonly Thread _thread;
    private volatile string? _reached;
    private readonly List<Action> _spare = [];
    private long _nextCollection;

    private LimitWatch(EvaluationLimits limits)
    {
        _limits = limits;
        _outer = current;
        _nextCollection = limits.MaxMemory;
        _thread = new Thread(Watch) { IsBackground = true, Name = "nixoci limits" };
    }

    /// <summary>Starts to watch over what this thread does until the watch is disposed of.</summary>
    public static LimitWatch Start(EvaluationLimits limits)
    {
        LimitWatch watch = new(limits);
        current = watch;
        watch._thread.Start();
        return watch;
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        Stop();
        _isDone.Dispose();
        if (_reached is not null) Interlocked.Decrement(ref raised);
        current = _outer;
    }

    /// <summary>
    /// Ends what the limits are for: fails where one was reached, and none is from now on. To be called before results are written, so
    /// that no limit lets a run fail that has written already.
    /// </summary>
    public static void Finish()
    {
        if (current is not { } watch) return;
        watch.Stop();
        Check(EvalSite.None);
    }

    private void Stop()
    {
        _isDone.Set();
        _thread.Join();
    }

    /// <summary>Fails where a limit was reached. For work that may be long and makes no calls: costs the reading of one field.</summary>
    /// <param name="site">What the error points at.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(EvalSite site)
    {
        if (raised != 0) Report(site);
    }

    /// <summary>
    /// Fails where so much memory would go beyond the limit, before it is asked for; to be called where a value tells a size.
    /// </summary>
    /// <param name="site">What the error points at.</param>
    /// <param name="bytes">How much is about to be allocated.</param>
    public static void Reserve(EvalSite site, long bytes)
    {
        long limit = MemoryLimit;
        if (bytes > limit) throw new LimitException(OutOfMemory(limit), site.Position);
    }

    /// <summary>As <see cref="Reserve"/>, for a string, whose length the runtime limits too.</summary>
    /// <param name="site">What the error points at.</param>
    /// <param name="length">How many characters it will have.</param>
    public static void ReserveText(EvalSite site, long length)
    {
        if (length > LongestString) throw new LimitException("a string longer than 1 GiB cannot be made", site.Position);
        Check(site);
        Reserve(site, length * sizeof(char));
    }

    /// <summary>Checks the limits before a text grows by a part: to be called by what may repeat parts without end.</summary>
    /// <param name="site">What the error points at.</param>
    /// <param name="text">The text so far.</param>
    /// <param name="added">How many characters are about to be added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Grow(EvalSite site, StringBuilder text, int added)
    {
        Check(site);
        if ((long)text.Length + added > LongestUnasked) ReserveText(site, (long)text.Length + added);
    }

    /// <summary>As <see cref="Grow(EvalSite, StringBuilder, int)"/>, for two strings that become one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Grow(EvalSite site, string first, string second)
    {
        if ((long)first.Length + second.Length > LongestUnasked) ReserveText(site, (long)first.Length + second.Length);
    }

    /// <summary>How many bytes of memory may be in use by what this thread does.</summary>
    internal static long MemoryLimit => current?._limits.MaxMemory ?? EvaluationLimits.DefaultMemory;

    /// <summary>
    /// Tells of memory that can be spared: it is given back before memory counts as used up, so that nobody reaches the limit because of it.
    /// </summary>
    /// <param name="giveBack">Gives it back; called by another thread, at most once.</param>
    internal static void WhenScarce(Action giveBack)
    {
        if (current is not { } watch) return;
        lock (watch._spare) watch._spare.Add(giveBack);
    }

    /// <summary>The error where the runtime itself has no more memory to give.</summary>
    public static LimitException MemoryIsUsedUp() => new(OutOfMemory(MemoryLimit));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Report(EvalSite site)
    {
        // The flag is everybody's; the limit may be that of another thread.
        for (LimitWatch? watch = current; watch is not null; watch = watch._outer)
        {
            if (watch._reached is { } message) throw new LimitException(message, site.Position);
        }
    }

    private void Watch()
    {
        while (!_isDone.Wait(PeriodMilliseconds))
        {
            if (FindReached() is not { } message) continue;
            _reached = message;
            Interlocked.Increment(ref raised);
            return;
        }
    }

    private string? FindReached()
    {
        if (_limits.Timeout is { } timeout && Stopwatch.GetElapsedTime(_start) >= timeout)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"evaluation timed out after {timeout.TotalSeconds:0.###} s; '--timeout' allows more time");
        }

        if (GC.GetTotalMemory(false) <= _nextCollection) return null;

        lock (_spare)
        {
            foreach (Action giveBack in _spare) giveBack();
            _spare.Clear();
        }

        // Much of what is counted may be garbage.
        long live = GC.GetTotalMemory(true);
        _nextCollection = Math.Max(_limits.MaxMemory, live + (_limits.MaxMemory / GrowthDivisor));
        return live > _limits.MaxMemory ? OutOfMemory(_limits.MaxMemory) : null;
    }

    private static string OutOfMemory(long limit)
        => string.Create(CultureInfo.InvariantCulture, $"evaluation needs more than {limit >> 20} MiB of memory; '--max-memory' allows more");
}
