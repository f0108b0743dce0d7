using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>
/// Looks at the stack in the midst of deeply nested expressions, which neither calls nor thunks interrupt.
/// </summary>
internal sealed class GuardNode(Node inner, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        EvalStack.EnsureSpace(this);
        return inner.Eval(frame);
    }

    public override Value Delay(Frame frame) => inner.Delay(frame);

    public override Value DelayPart(Frame frame) => inner.DelayPart(frame);
}
