using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>An error while evaluating.</summary>
/// <param name="message">Nix's text, as byte text.</param>
/// <param name="position">Where; the default is "no position".</param>
public class EvalException(string message, Position position = default) : NixException(message, position);

/// <summary>A failed <c>assert</c>; <c>builtins.tryEval</c> catches it.</summary>
/// <param name="message">Nix's text, as byte text.</param>
/// <param name="position">Where; the default is "no position".</param>
public class AssertionException(string message, Position position = default) : EvalException(message, position);

/// <summary>The error of <c>throw</c>; <c>builtins.tryEval</c> catches it.</summary>
/// <param name="message">The user's text, as byte text.</param>
public sealed class ThrownException(string message) : AssertionException(message);

/// <summary>The error of <c>abort</c>.</summary>
/// <param name="message">The user's text, as byte text.</param>
public sealed class AbortException(string message)
    : EvalException($"evaluation aborted with the following error message: '{message}'");

/// <summary>A value of the wrong type.</summary>
/// <param name="message">Nix's text, as byte text.</param>
/// <param name="position">Where; the default is "no position".</param>
public sealed class TypeException(string message, Position position = default) : EvalException(message, position);

/// <summary>A value that needs itself.</summary>
/// <param name="position">Where the value was needed.</param>
public sealed class InfiniteRecursionException(Position position) : EvalException("infinite recursion encountered", position);

/// <summary>A limit that the caller set was reached: call depth, memory or time.</summary>
/// <param name="message">Which limit.</param>
/// <param name="position">Where evaluation stood.</param>
public sealed class LimitException(string message, Position position = default) : EvalException(message, position)
{
    /// <summary>
    /// Adds the next step outwards. A limit is reached wherever evaluation happens to be, often in a builtin that knows no place: the
    /// first place on the way out is then the error's own.
    /// </summary>
    public override void AddTrace(Position position, string text)
    {
        if (!Position.IsKnown) Position = position;
        base.AddTrace(position, text);
    }
}
