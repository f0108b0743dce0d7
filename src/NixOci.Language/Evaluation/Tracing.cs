using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Adds steps to an error on its way out. The methods are exception filters: they note the step and let the error pass,
/// so that the stack is unwound once, whatever its depth.
/// </summary>
internal static class Tracing
{
    [ThreadStatic]
    private static bool isFull;

    /// <summary>
    /// Whether every step is wanted, as with <c>--show-trace</c>; otherwise the steps that cost time on the way are left out.
    /// </summary>
    public static bool IsFull
    {
        get => isFull;
        set => isFull = value;
    }

    public static bool Step(NixException error, Position position, string text)
    {
        error.AddTrace(position, text);
        return false;
    }

    public static bool Step(NixException error, Position position, Builtin builtin)
    {
        if (builtin is { IsLambda: false, IsTraced: true }) error.AddTrace(position, $"while calling the '{builtin.Name}' builtin");
        return false;
    }
}
