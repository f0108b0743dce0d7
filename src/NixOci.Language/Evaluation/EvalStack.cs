using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>
/// The thread that evaluation runs on: its stack is large enough for any call depth that the limits allow, and what would
/// exceed it all the same is an error with a position, not the end of the process.
/// </summary>
public static class EvalStack
{
    private const int StackBytes = 256 << 20;

    [ThreadStatic]
    private static bool onLargeStack;

    /// <summary>Runs a computation on a thread with a large stack; exceptions come out as they are.</summary>
    public static T Run<T>(Func<T> compute)
    {
        if (onLargeStack) return RunHere(compute);
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                onLargeStack = true;
                try
                {
                    result = compute();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes) { Name = "nixoci evaluation" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
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

    /// <summary>Fails with an error where the stack is nearly used up; to be called by whatever recurses over values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnsureSpace(EvalSite site)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) ThrowOverflow(site.Position);
    }

    private static void ThrowOverflow(Position position)
        => throw new LimitException("stack overflow; max-call-depth exceeded", position);
}
