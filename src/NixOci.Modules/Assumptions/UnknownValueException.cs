using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Modules.Assumptions;

/// <summary>A value is needed that is not at hand, and nothing may be assumed in its place.</summary>
public sealed class UnknownValueException : EvalException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is needed.</param>
    /// <param name="kind">What it would come from.</param>
    /// <param name="path">The value's path.</param>
    /// <param name="position">Where it is needed; may be unknown.</param>
    internal UnknownValueException(string message, UnknownKind kind, string path, Position position)
        : base(message, position)
    {
        Kind = kind;
        Path = path;
    }

    /// <summary>What the value would come from.</summary>
    public UnknownKind Kind { get; }

    /// <summary>The value's path.</summary>
    public string Path { get; }
}
