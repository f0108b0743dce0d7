using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary><c>left // right</c></summary>
internal sealed class UpdateNode(Node left, Node right, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        AttrSet first = Operand(left, frame, "in the left operand of the update (//) operator");
        AttrSet second = Operand(right, frame, "in the right operand of the update (//) operator");
        return first.Update(second);
    }

    private AttrSet Operand(Node node, Frame frame, string context)
    {
        Value value = Tracing.IsFull ? EvalTraced(node, frame, context) : node.Eval(frame);
        return value as AttrSet ?? throw ValueOperations.TypeError("a set", value, this, context);
    }

    private Value EvalTraced(Node node, Frame frame, string context)
    {
        try
        {
            return node.Eval(frame);
        }
        catch (NixException e) when (Tracing.Step(e, position, context))
        {
            throw;
        }
    }
}

/// <summary><c>left ++ right</c></summary>
internal sealed class ConcatListsNode(Node left, Node right, Position position) : Node
{
    private const string Context = "while evaluating one of the elements to concatenate";

    /// <summary>Up to this length a list is made without asking whether there is room for it.</summary>
    private const int LongestUnasked = 1 << 20;

    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value one = left.Eval(frame), two = right.Eval(frame);
        NixList first = one.ForceList(this, Context), second = two.ForceList(this, Context);
        if (first.Count == 0) return second;
        if (second.Count == 0) return first;
        long count = (long)first.Count + second.Count;
        if (count > LongestUnasked) LimitWatch.Reserve(this, count * IntPtr.Size);
        Value[] items = new Value[count];
        first.Items.CopyTo(items, 0);
        second.Items.CopyTo(items, first.Count);
        return new NixList(items);
    }
}
