using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Language.Builtins;

/// <summary>A place that is known by its position alone, such as that of an attribute in a builtin's argument.</summary>
/// <param name="position">The position.</param>
internal sealed class FixedSite(Position position) : EvalSite
{
    public override Position Position { get; } = position;
}
