using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Evaluates values with all that is inside them, as <c>builtins.deepSeq</c> and <c>--strict</c> do. Attributes are evaluated in the
/// order in which their names were first seen, as Nix does: it decides which of several errors comes first.
/// </summary>
public sealed class DeepForce
{
    private readonly HashSet<Value> _seen = new(ReferenceEqualityComparer.Instance);

    private DeepForce()
    {
    }

    /// <summary>Evaluates a value deeply; the result is the value in weak head normal form.</summary>
    public static Value Run(Value value)
    {
        Value forced = value.Force();
        if (forced is AttrSet or NixList) new DeepForce().Visit(forced);
        return forced;
    }

    private void Visit(Value value)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        switch (value.Force())
        {
            case AttrSet set when set.Count > 0 && _seen.Add(set):
                for (int i = 0; i < set.Count; i++) VisitAttribute(set, i);
                break;
            case NixList list when list.Count > 0 && _seen.Add(list):
                foreach (Value item in list.Items) Visit(item);
                break;
            case Closure closure:
                closure.IsUnread = false;
                break;
        }
    }

    private void VisitAttribute(AttrSet set, int index)
    {
        try
        {
            Visit(set.Values[index]);
        }
        catch (NixException e) when (Note(e, set, index))
        {
            throw;
        }
    }

    private static bool Note(NixException error, AttrSet set, int index)
    {
        Symbol name = set.Shape.Names[index];
        return Tracing.Step(error, set.PositionOf(name), $"while evaluating the attribute '{name.Text}'");
    }
}
