using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A literal, or a global such as <c>builtins</c>.</summary>
internal sealed class ConstantNode(Value value, Position position = default) : Node
{
    public override Position Position => position;

    public Value Value { get; } = value;

    public override Value Eval(Frame frame) => Value.Force();

    public override Value Delay(Frame frame) => Value;

    public override Value? Peek(Frame frame) => Value is Thunk thunk ? thunk.ValueIfEvaluated : Value;
}
