using NixOci.Language.Source;

namespace NixOci.Language.Evaluation;

/// <summary>A place that is known by its position alone, such as that of an attribute in an argument.</summary>
/// <param name="position">The position.</param>
internal sealed class PositionSite(Position position) : EvalSite
{
    public override Position Position { get; } = position;
}
