using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary><c>{ }</c>: costs nothing to evaluate, and yet Nix does so only when it is read.</summary>
internal sealed class EmptySetNode : Node
{
    public override Value Eval(Frame frame) => AttrSet.Empty;

    public override Value Delay(Frame frame) => AttrSet.Empty;

    public override Value DelayPart(Frame frame) => new Thunk(this, frame);
}
