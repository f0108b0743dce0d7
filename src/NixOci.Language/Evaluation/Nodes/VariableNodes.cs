using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A variable of the same call.</summary>
internal sealed class LocalNode(int slot, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value value = frame[slot];
        if (value is not Thunk thunk) return value;
        value = thunk.Evaluate(this);

        // The slot takes the value itself, so that the next reader is spared the thunk; but whether two functions are the
        // same element is told by their thunks.
        if (!Function.Is(value)) frame[slot] = value;
        return value;
    }

    /// <summary>Slots of a <c>let</c> are filled one after the other: one that is still empty is read when it is needed.</summary>
    public override Value Delay(Frame frame) => frame[slot] is { } value ? Known(value) : new Thunk(this, frame);

    /// <summary>A thunk that is evaluated already is of no more use.</summary>
    internal static Value Known(Value value)
        => value is Thunk { ValueIfEvaluated: { } known } && !Function.Is(known) ? known : value;

    public override Value? Peek(Frame frame) => frame[slot] is Thunk thunk ? thunk.ValueIfEvaluated : frame[slot];
}

/// <summary>A variable of an enclosing call.</summary>
internal sealed class OuterNode(int depth, int slot, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Frame owner = frame.Ancestor(depth);
        Value value = owner[slot];
        if (value is not Thunk thunk) return value;
        value = thunk.Evaluate(this);
        if (!Function.Is(value)) owner[slot] = value;
        return value;
    }

    public override Value Delay(Frame frame)
        => frame.Ancestor(depth)[slot] is { } value ? LocalNode.Known(value) : new Thunk(this, frame);

    public override Value? Peek(Frame frame)
    {
        Value value = frame.Ancestor(depth)[slot];
        return value is Thunk thunk ? thunk.ValueIfEvaluated : value;
    }
}

/// <summary>Where the set of an enclosing <c>with</c> is kept.</summary>
internal readonly record struct WithSlot(int Depth, int Slot);

/// <summary>A variable that no enclosing scope binds by name: looked up in the sets of the enclosing <c>with</c>s, innermost first.</summary>
internal sealed class WithVariableNode(Symbol name, WithSlot[] scopes, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        foreach (WithSlot scope in scopes)
        {
            AttrSet set = frame.Ancestor(scope.Depth)[scope.Slot]
                .ForceAttrs(this, "while evaluating the first subexpression of a with expression");
            if (set.TryGet(name, out Value? value)) return value.Force(this);
        }

        throw Error($"undefined variable '{name.Text}'");
    }
}

/// <summary><c>with scope; body</c></summary>
internal sealed class WithNode(int slot, Node scope, Node body, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        frame[slot] = scope.Delay(frame);
        return body.Eval(frame);
    }
}
