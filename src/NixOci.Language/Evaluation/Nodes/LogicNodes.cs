using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>Evaluating a node to a Boolean.</summary>
internal static class Condition
{
    public static bool Holds(Node node, Frame frame, EvalSite site, string context)
    {
        if (Tracing.IsFull) return HoldsTraced(node, frame, site, context);
        Value value = node.Eval(frame);
        if (ReferenceEquals(value, NixBool.True)) return true;
        return !ReferenceEquals(value, NixBool.False) && Other(value, site, context);
    }

    private static bool HoldsTraced(Node node, Frame frame, EvalSite site, string context)
    {
        Value value;
        try
        {
            value = node.Eval(frame);
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, context))
        {
            throw;
        }

        return value is NixBool boolean ? boolean.Value : Other(value, site, context);
    }

    private static bool Other(Value value, EvalSite site, string context)
        => ValueOperations.Converted(value, ValueKind.Bool, site) is NixBool boolean
            ? boolean.Value
            : throw ValueOperations.TypeError("a Boolean", value, site, context);
}

/// <summary><c>if condition then … else …</c></summary>
internal sealed class IfNode(Node condition, Node then, Node otherwise, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
        => Condition.Holds(condition, frame, this, "while evaluating a branch condition") ? then.Eval(frame) : otherwise.Eval(frame);
}

/// <summary><c>assert condition; body</c></summary>
internal sealed class AssertNode(Node condition, Expr source, SourceNames names, Node body, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        if (!Condition.Holds(condition, frame, this, "in the condition of the assert statement")) throw Failure(frame);
        return body.Eval(frame);
    }

    private AssertionException Failure(Frame frame)
    {
        string text = ExprPrinter.Print(source, names);
        if (condition is EqualNode { IsNegated: false } equality && equality.Explain(frame) is { } explained)
        {
            explained.AddTrace(position, $"while evaluating the condition of the assertion '{text}'");
            return explained;
        }

        return new AssertionException($"assertion '{text}' failed", position);
    }
}

/// <summary><c>! operand</c></summary>
internal sealed class NotNode(Node operand, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
        => NixBool.Of(!Condition.Holds(operand, frame, this, "in the argument of the not operator"));

    public override Value? Peek(Frame frame) => operand.Peek(frame) is NixBool value ? NixBool.Of(!value.Value) : null;
}

/// <summary><c>left &amp;&amp; right</c></summary>
internal sealed class AndNode(Node left, Node right, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
        => NixBool.Of(
            Condition.Holds(left, frame, this, "in the left operand of the AND (&&) operator")
            && Condition.Holds(right, frame, this, "in the right operand of the AND (&&) operator"));
}

/// <summary><c>left || right</c></summary>
internal sealed class OrNode(Node left, Node right, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
        => NixBool.Of(
            Condition.Holds(left, frame, this, "in the left operand of the OR (||) operator")
            || Condition.Holds(right, frame, this, "in the right operand of the OR (||) operator"));
}

/// <summary><c>left -&gt; right</c></summary>
internal sealed class ImpliesNode(Node left, Node right, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
        => NixBool.Of(
            !Condition.Holds(left, frame, this, "in the left operand of the IMPL (->) operator")
            || Condition.Holds(right, frame, this, "in the right operand of the IMPL (->) operator"));
}

/// <summary><c>left == right</c>, or <c>!=</c> where negated</summary>
internal sealed class EqualNode(Node left, Node right, bool isNegated, Position position) : Node
{
    public bool IsNegated => isNegated;

    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value first = left.Eval(frame), second = right.Eval(frame);
        return NixBool.Of(ValueComparer.Equal(this, first, second) != isNegated);
    }

    /// <summary>Why the operands are not equal.</summary>
    public AssertionException? Explain(Frame frame) => EqualityAssertion.Explain(this, left.Eval(frame), right.Eval(frame));
}
