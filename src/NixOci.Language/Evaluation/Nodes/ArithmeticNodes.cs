using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>The arithmetic of two integers that may overflow.</summary>
internal enum Arithmetic
{
    /// <summary><c>a - b</c></summary>
    Subtract,

    /// <summary><c>a * b</c></summary>
    Multiply,

    /// <summary><c>a / b</c></summary>
    Divide,
}

/// <summary>
/// <c>a - b</c>, <c>a * b</c> or <c>a / b</c>. Integers are computed here; all else, errors included, is the builtin's.
/// </summary>
internal sealed class ArithmeticNode(Arithmetic operation, Node left, Node right, Builtin builtin, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value first = left.Eval(frame), second = right.Eval(frame);
        return first is NixInt a && second is NixInt b && TryCompute(a.Value, b.Value, out long result)
            ? NixInt.Of(result)
            : builtin.Call(this, first, second);
    }

    public override Value Delay(Frame frame) => Peek(frame) ?? new Thunk(this, frame);

    public override Value DelayPart(Frame frame) => new Thunk(this, frame);

    public override Value? Peek(Frame frame)
        => left.Peek(frame) is NixInt a && right.Peek(frame) is NixInt b && TryCompute(a.Value, b.Value, out long result)
            ? NixInt.Of(result)
            : null;

    private bool TryCompute(long a, long b, out long result)
    {
        switch (operation)
        {
            case Arithmetic.Subtract:
                result = unchecked(a - b);
                return ((a ^ b) & (a ^ result)) >= 0;
            case Arithmetic.Multiply:
                // Most factors are small, and their product cannot overflow.
                if (a == (int)a && b == (int)b)
                {
                    result = a * b;
                    return true;
                }

                long high = Math.BigMul(a, b, out result);
                return high == result >> 63;
            default:
                bool fails = b == 0 || (a == long.MinValue && b == -1);
                result = fails ? 0 : a / b;
                return !fails;
        }
    }
}

/// <summary><c>a &lt; b</c>. Integers are compared here; all else, errors included, is the builtin's.</summary>
internal sealed class LessNode(Node left, Node right, Builtin builtin, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value first = left.Eval(frame), second = right.Eval(frame);
        return first is NixInt a && second is NixInt b ? NixBool.Of(a.Value < b.Value) : builtin.Call(this, first, second);
    }

    public override Value? Peek(Frame frame)
        => left.Peek(frame) is NixInt a && right.Peek(frame) is NixInt b ? NixBool.Of(a.Value < b.Value) : null;
}

/// <summary><c>a + b</c>: numbers are added; strings and paths are joined.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
/// <param name="general">The same two operands, for all that is not two integers.</param>
internal sealed class AddNode(Node left, Node right, ConcatNode general) : Node
{
    public override Position Position => general.Position;

    public override Value Eval(Frame frame)
    {
        Value first = left.Eval(frame);
        if (first is not NixInt a)
        {
            // A value that is not known may be a string, but what a number is added to is one.
            if (first is AttrSet { Resolver: not null } && right.Eval(frame) is NixInt or NixFloat)
            {
                first = ValueOperations.Converted(first, ValueKind.Int, this) ?? first;
            }

            return general.Join(frame, first, null);
        }

        Value second = right.Eval(frame);
        if (second is AttrSet) second = ValueOperations.Converted(second, ValueKind.Int, this) ?? second;
        if (second is NixInt b)
        {
            long sum = unchecked(a.Value + b.Value);
            if (((a.Value ^ sum) & (b.Value ^ sum)) >= 0) return NixInt.Of(sum);
        }

        return general.Join(frame, first, second);
    }

    public override Value Delay(Frame frame) => Peek(frame) ?? new Thunk(this, frame);

    public override Value DelayPart(Frame frame) => new Thunk(this, frame);

    public override Value? Peek(Frame frame)
    {
        if (left.Peek(frame) is not NixInt a || right.Peek(frame) is not NixInt b) return null;
        long sum = unchecked(a.Value + b.Value);
        return ((a.Value ^ sum) & (b.Value ^ sum)) >= 0 ? NixInt.Of(sum) : null;
    }
}
