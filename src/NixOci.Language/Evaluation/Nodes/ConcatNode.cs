using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A part of an interpolation or of <c>a + b</c>.</summary>
internal sealed class ConcatOperand(Node value, Position position) : EvalSite
{
    public Node Value { get; } = value;

    public override Position Position => position;
}

/// <summary>A string or path with interpolation, or <c>a + b</c>: the type of the first part decides, unless it is a string anyway.</summary>
internal sealed class ConcatNode(bool isInterpolation, ConcatOperand[] parts, Coercion coercion, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame) => Join(frame, null, null);

    /// <summary>As <see cref="Eval"/>, where the values of the first parts are at hand.</summary>
    public Value Join(Frame frame, Value? first, Value? second)
    {
        Value head = first ?? parts[0].Value.Eval(frame);
        if (!isInterpolation && (head is NixInt or NixFloat)) return Add(frame, head, second);
        bool isPath = !isInterpolation && head is NixPath;
        CoercionMode mode = isPath || (!isInterpolation && head is not NixString) ? CoercionMode.None : CoercionMode.CopyToStore;

        NixString start = isPath ? new NixString(((NixPath)head).Path) : Coerce(parts[0], head, mode);
        if (parts.Length == 1) return isPath ? head : start;
        return parts.Length == 2
            ? JoinTwo(start, Coerce(parts[1], second ?? parts[1].Value.Eval(frame), mode), isPath)
            : JoinMany(frame, start, mode, isPath);
    }

    private Value JoinTwo(NixString start, NixString end, bool isPath)
    {
        if (!isPath && end.Text.Length == 0 && !end.HasContext) return start;
        LimitWatch.Grow(this, start.Text, end.Text);
        return Finish(string.Concat(start.Text, end.Text), start.Context.Union(end.Context), isPath);
    }

    private Value JoinMany(Frame frame, NixString start, CoercionMode mode, bool isPath)
    {
        StringBuilder text = SharedBuilder.Take();
        StringContext context = start.Context;
        text.Append(start.Text);
        for (int i = 1; i < parts.Length; i++)
        {
            NixString part = Coerce(parts[i], parts[i].Value.Eval(frame), mode);
            LimitWatch.Grow(this, text, part.Text.Length);
            text.Append(part.Text);
            context = context.Union(part.Context);
        }

        return Finish(SharedBuilder.Finish(text), context, isPath);
    }

    private NixString Coerce(ConcatOperand part, Value value, CoercionMode mode)
        => value as NixString ?? coercion.ToNixString(part, value, mode, "while evaluating a path segment");

    private Value Finish(string text, StringContext context, bool isPath)
    {
        if (!isPath) return new NixString(text, context);
        return context.IsEmpty
            ? new NixPath(NixPaths.Canonicalize(text))
            : throw Error("a string that refers to a store path cannot be appended to a path");
    }

    private Value Add(Frame frame, Value head, Value? second)
    {
        Value sum = head;
        for (int i = 1; i < parts.Length; i++)
        {
            Value next = i == 1 && second is not null ? second : parts[i].Value.Eval(frame);
            sum = AddTwo(sum, next, parts[i]);
        }

        return sum;
    }

    private static Value AddTwo(Value left, Value right, ConcatOperand operand) => (left, right) switch
    {
        (NixInt a, NixInt b) => AddIntegers(a.Value, b.Value, operand),
        (NixInt a, NixFloat b) => new NixFloat(a.Value + b.Value),
        (NixFloat a, NixInt b) => new NixFloat(a.Value + b.Value),
        (NixFloat a, NixFloat b) => new NixFloat(a.Value + b.Value),
        _ => throw new TypeException(
            $"cannot add {ValueTypes.Describe(right)} to {(left is NixInt ? "an integer" : "a float")}", operand.Position),
    };

    private static NixInt AddIntegers(long a, long b, ConcatOperand operand)
    {
        long sum = unchecked(a + b);
        if (((a ^ sum) & (b ^ sum)) >= 0) return NixInt.Of(sum);
        string left = a.ToString(CultureInfo.InvariantCulture), right = b.ToString(CultureInfo.InvariantCulture);
        throw operand.Error($"integer overflow in adding {left} + {right}");
    }
}
