using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Counts nested calls on this thread against the limit. Who catches an error to go on with evaluation restores the depth
/// that it had, so that the hot path needs no clean-up.
/// </summary>
internal static class CallStack
{
    [ThreadStatic]
    private static int depth;

    [ThreadStatic]
    private static int extraDepth;

    /// <summary>The depth at hand; to be restored where an error is caught.</summary>
    public static int Depth
    {
        get => depth;
        set => depth = value;
    }

    /// <summary>The number of nested calls at which evaluation fails.</summary>
    public static int Limit
    {
        get => EvaluationLimits.DefaultCallDepth + extraDepth;
        set => extraDepth = value - EvaluationLimits.DefaultCallDepth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Push(EvalSite site)
    {
        if (depth++ > EvaluationLimits.DefaultCallDepth + extraDepth) ThrowTooDeep(site);
        LimitWatch.Check(site);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pop() => depth--;

    public static Value Enter(EvalSite site, Builtin builtin, BuiltinBody1 body, Value first)
    {
        Push(site);
        EvalStack.EnsureSpace(site);
        try
        {
            Value result = body(PlaceFor(builtin, site), first);
            Pop();
            return result;
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, builtin))
        {
            throw;
        }
    }

    public static Value Enter(EvalSite site, Builtin builtin, BuiltinBody2 body, Value first, Value second)
    {
        Push(site);
        EvalStack.EnsureSpace(site);
        try
        {
            Value result = body(PlaceFor(builtin, site), first, second);
            Pop();
            return result;
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, builtin))
        {
            throw;
        }
    }

    public static Value Enter(EvalSite site, Builtin builtin, Value[] arguments)
    {
        Push(site);
        EvalStack.EnsureSpace(site);
        try
        {
            Value result = builtin.Run(PlaceFor(builtin, site), arguments);
            Pop();
            return result;
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, builtin))
        {
            throw;
        }
    }

    /// <summary>
    /// What a builtin knows of where it was called from: nothing. Nix tells it no position, so that its errors have none of their
    /// own; the position is in the step of the trace. Functions that pass for lambdas are told.
    /// </summary>
    private static EvalSite PlaceFor(Builtin builtin, EvalSite site) => builtin.IsLambda ? site : EvalSite.None;

    private static void ThrowTooDeep(EvalSite site)
    {
        depth--;
        throw new LimitException("stack overflow; max-call-depth exceeded", site.Position);
    }
}
