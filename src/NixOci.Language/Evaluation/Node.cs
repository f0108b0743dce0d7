using System.Runtime.CompilerServices;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>An expression whose names are resolved: what the binder makes and the interpreter runs.</summary>
internal abstract class Node : EvalSite
{
    public override Position Position => default;

    /// <summary>Evaluates to weak head normal form; never returns a thunk.</summary>
    public abstract Value Eval(Frame frame);

    /// <summary>A value that evaluates when it is needed; nodes that cost nothing to evaluate are evaluated at once.</summary>
    public virtual Value Delay(Frame frame) => new Thunk(this, frame);

    /// <summary>
    /// As <see cref="Delay"/>, for parts of lists and sets and for names: what is printed before it is read shows which of them
    /// Nix had evaluated, so that nothing more is evaluated at once here than Nix does.
    /// </summary>
    public virtual Value DelayPart(Frame frame) => Delay(frame);

    /// <summary>
    /// The value where it is at hand without evaluating anything that could fail or go on; null otherwise. A function that is
    /// given such a value cannot tell it from a delayed one, and it saves a thunk.
    /// </summary>
    public virtual Value? Peek(Frame frame) => null;
}

/// <summary>A computation of the host program, which is the whole of the thunk's state.</summary>
internal sealed class DeferredNode : Node
{
    public static readonly DeferredNode Instance = new();

    /// <summary>The node of thunks whose state is a <see cref="DeferredValue"/>.</summary>
    public static readonly Node OfValue = new DeferredValueNode();

    public override Value Eval(Frame frame) => Unsafe.As<Func<Value>>(frame.State)().Force();

    private sealed class DeferredValueNode : Node
    {
        public override Value Eval(Frame frame) => Unsafe.As<DeferredValue>(frame.State).Compute().Force();
    }
}

/// <summary>The application of a value in slot 1 to those in the following slots.</summary>
internal sealed class ApplyNode : Node
{
    public static readonly ApplyNode One = new(1);
    public static readonly ApplyNode Two = new(2);
    private readonly int _arguments;

    private ApplyNode(int arguments) => _arguments = arguments;

    public override Value Eval(Frame frame)
    {
        if (_arguments == 1) return frame[1].Call(this, frame[2]);
        if (frame[1].Force() is not Closure { TakesOneArgument: true } closure) return frame[1].Call(this, frame[2], frame[3]);

        // That what comes out cannot be applied any further is the function's fault, and the error stands there.
        Value next = closure.Call(this, frame[2]);
        return next.Call(next.IsCallable() ? this : new PositionSite(closure.Position), frame[3]);
    }
}

/// <summary>The application of one function to many arguments, each of which is all that its thunk keeps.</summary>
internal sealed class MappedNode(Value function) : Node
{
    public override Value Eval(Frame frame) => function.Call(this, Unsafe.As<Value>(frame.State));
}

/// <summary>What a thunk is while it is being evaluated.</summary>
internal sealed class BlackHole : Node
{
    public static readonly BlackHole Instance = new();

    public override Value Eval(Frame frame) => throw Error(None);

    public static InfiniteRecursionException Error(EvalSite site) => new(site.Position);
}
