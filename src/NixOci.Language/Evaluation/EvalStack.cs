using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using NixOci.Language.Evaluation.Limits;

namespace NixOci.Language.Evaluation;

/// <summary>
/// The thread that evaluation runs on: its stack is large enough for any call depth that the limits allow, and what would
/// exceed it all the same is an error with a position, not the end of the process.
/// </summary>
public static class EvalStack
{
    /// <summary>
    /// As much as Nix has: whatever fits there fits here. A larger stack lets what nests without end go on for longer before it fails, and
    /// it is slow then, because collections of garbage walk every frame, and so does an error on its way out.
    /// </summary>
    private const int StackBytes = 64 << 20;

    /// <summary>How much is left for what neither calls nor thunks interrupt, and for the runtime's handling of errors.</summary>
    private const int ReserveBytes = 1 << 20;

    [ThreadStatic]
    private static bool onLargeStack;

    /// <summary>
    /// The complement of the address below which the stack counts as used up: on a thread that is not ours it is 0, so that
    /// every check there asks the runtime.
    /// </summary>
    [ThreadStatic]
    private static nuint lowestAddressComplement;

    /// <summary>Runs a computation on a thread with a large stack; exceptions come out as they are.</summary>
    public static T Run<T>(Func<T> compute)
    {
        if (onLargeStack) return RunHere(compute);
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        Thread thread = WithLargeStack(
            () =>
            {
                try
                {
                    result = compute();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            "nixoci evaluation");
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>
    /// As <see cref="Run{T}(Func{T})"/>, within limits: reaching one is a <see cref="LimitException"/> with the place where
    /// evaluation stood.
    /// </summary>
    public static T Run<T>(Func<T> compute, EvaluationLimits limits) => Run(() =>
    {
        int depth = CallStack.Limit;
        CallStack.Limit = limits.MaxCallDepth;
        using LimitWatch watch = LimitWatch.Start(limits);
        try
        {
            return compute();
        }
        catch (OutOfMemoryException)
        {
            throw LimitWatch.MemoryIsUsedUp();
        }
        finally
        {
            CallStack.Limit = depth;
        }
    });

    /// <summary>Starts a thread with a large stack that does not keep the process alive.</summary>
    /// <param name="work">What it does; must not throw.</param>
    /// <param name="name">What debuggers call it.</param>
    internal static void StartInBackground(Action work, string name)
    {
        Thread thread = WithLargeStack(work, name);
        thread.IsBackground = true;
        thread.Start();
    }

    private static Thread WithLargeStack(Action work, string name) => new(
        () =>
        {
            EnterLargeStack();
            work();
        },
        StackBytes) { Name = name };

    private static unsafe void EnterLargeStack()
    {
        byte here;
        onLargeStack = true;
        lowestAddressComplement = ~((nuint)(&here) - StackBytes + ReserveBytes);
    }

    private static T RunHere<T>(Func<T> compute)
    {
        int depth = CallStack.Depth;
        try
        {
            return compute();
        }
        finally
        {
            CallStack.Depth = depth;
        }
    }

    /// <summary>
    /// Fails with an error where little of the stack is left, or another limit is reached; to be called by whatever recurses over
    /// values. On the thread with the large stack that is one comparison of addresses; elsewhere the runtime is asked.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void EnsureSpace(EvalSite site)
    {
        byte here;
        LimitWatch.Check(site);
        if ((nuint)(&here) < ~lowestAddressComplement) CheckSpace(site);
    }

    private static void CheckSpace(EvalSite site)
    {
        if (!onLargeStack && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return;
        throw new LimitException("stack overflow; max-call-depth exceeded", site.Position);
    }
}
