namespace NixOci.Language.Evaluation.Limits;

/// <summary>
/// What evaluation may use up before it is an error: nested calls, memory and time. The limits hold for all that runs inside one
/// <see cref="EvalStack.Run{T}(Func{T}, EvaluationLimits)"/>.
/// </summary>
public sealed record EvaluationLimits
{
    /// <summary>Nix's own default for <c>max-call-depth</c>.</summary>
    public const int DefaultCallDepth = 10_000;

    /// <summary>The memory that is used unless told otherwise: three quarters of what the machine, or the container, has.</summary>
    public static long DefaultMemory { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>The limits that hold unless told otherwise: Nix's call depth, most of the memory, any time.</summary>
    public static EvaluationLimits Default { get; } = new();

    /// <summary>The number of nested calls at which evaluation fails.</summary>
    public int MaxCallDepth { get; init; } = DefaultCallDepth;

    /// <summary>How many bytes of memory may be in use.</summary>
    public long MaxMemory { get; init; } = DefaultMemory;

    /// <summary>How long evaluation may take; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }
}
