using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>The place in the source from which a function is called or a value is needed: what errors point at.</summary>
public abstract class EvalSite
{
    /// <summary>A call by the host program, of which no position is known.</summary>
    public static readonly EvalSite None = new UnknownSite();

    /// <summary>Where the call is; may be unknown.</summary>
    public abstract Position Position { get; }

    /// <summary>An error at this place, to be thrown.</summary>
    public EvalException Error(string message) => new(message, Position);

    private sealed class UnknownSite : EvalSite
    {
        public override Position Position => default;
    }
}
