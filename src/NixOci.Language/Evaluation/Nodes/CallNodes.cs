using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A call with one argument.</summary>
internal sealed class CallOneNode(Node function, Node argument, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value callee = function.Eval(frame);
        return callee is Closure closure
            ? closure.Call(this, argument.Delay(frame))
            : callee.Call(this, argument.Delay(frame));
    }
}

/// <summary>A call with two arguments.</summary>
internal sealed class CallTwoNode(Node function, Node first, Node second, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value callee = function.Eval(frame);
        Value one = first.Delay(frame), two = second.Delay(frame);
        return callee is Closure closure ? closure.Call(this, one, two) : callee.Call(this, one, two);
    }
}

/// <summary>A call with three arguments or more.</summary>
internal sealed class CallManyNode(Node function, Node[] arguments, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value callee = function.Eval(frame);
        Value[] delayed = new Value[arguments.Length];
        for (int i = 0; i < delayed.Length; i++) delayed[i] = arguments[i].Delay(frame);
        if (callee is Closure closure) return closure.Call(this, delayed);
        if (callee is Builtin builtin && builtin.Arity == delayed.Length) return builtin.Invoke(this, delayed);
        foreach (Value argument in delayed) callee = callee.Call(this, argument);
        return callee;
    }
}
