using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>An attribute whose name is computed.</summary>
internal readonly record struct DynamicAttr(Node Name, Node Value, Position Position);

/// <summary>The value of an <c>inherit (source)</c>, kept in a slot so that all names of the clause share it.</summary>
internal readonly record struct InheritSource(int Slot, Node Source);

/// <summary>An attribute set without <c>rec</c>. Its names are sorted once, when the expression is bound.</summary>
internal sealed class SetNode(AttrShape shape, Node[] values, InheritSource[] sources, DynamicAttr[] dynamicAttrs, Position position) : Node
{
    private readonly DynamicAttrShapes? _single = values.Length == 0 && dynamicAttrs.Length == 1 ? new DynamicAttrShapes() : null;

    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        if (_single is not null) return _single.Create(dynamicAttrs[0], frame);
        foreach (InheritSource source in sources) frame[source.Slot] = source.Source.Delay(frame);
        Value[] delayed = new Value[values.Length];
        for (int i = 0; i < delayed.Length; i++) delayed[i] = values[i].DelayPart(frame);
        AttrSet set = new(shape, delayed);
        return dynamicAttrs.Length == 0 ? set : DynamicAttrs.Add(set, dynamicAttrs, frame);
    }
}

/// <summary>An attribute set with <c>rec</c>: its attributes are also slots of the frame.</summary>
/// <param name="shape">The names.</param>
/// <param name="values">The values, parallel to the names.</param>
/// <param name="slots">The slots, parallel to the names.</param>
/// <param name="sources">The sources of <c>inherit</c> clauses.</param>
/// <param name="dynamicAttrs">The attributes with computed names.</param>
/// <param name="position">Where the set is.</param>
internal sealed class RecursiveSetNode(
    AttrShape shape, Node[] values, int[] slots, InheritSource[] sources, DynamicAttr[] dynamicAttrs, Position position) : Node
{
    private static readonly Symbol Overrides = "__overrides";

    private readonly int _overrides = shape.IndexOf(Overrides);

    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        foreach (InheritSource source in sources) frame[source.Slot] = source.Source.Delay(frame);
        Value[] delayed = new Value[values.Length];
        for (int i = 0; i < delayed.Length; i++)
        {
            // What may be overridden is not looked at before the overrides are known.
            delayed[i] = _overrides < 0 ? values[i].DelayPart(frame) : new Thunk(values[i], frame);
            frame[slots[i]] = delayed[i];
        }

        AttrSet set = new(shape, delayed);
        if (_overrides >= 0) set = ApplyOverrides(set, frame);
        return dynamicAttrs.Length == 0 ? set : DynamicAttrs.Add(set, dynamicAttrs, frame);
    }

    private AttrSet ApplyOverrides(AttrSet set, Frame frame)
    {
        AttrSet overrides = set.Values[_overrides].ForceAttrs(this, "while evaluating the `__overrides` attribute");
        for (int i = 0; i < slots.Length; i++)
        {
            if (overrides.TryGet(shape.Names[i], out Value? value)) frame[slots[i]] = value;
        }

        return set.Update(overrides);
    }
}

/// <summary><c>let … in body</c></summary>
internal sealed class LetNode(Node[] values, int[] slots, InheritSource[] sources, Node body) : Node
{
    public override Value Eval(Frame frame)
    {
        foreach (InheritSource source in sources) frame[source.Slot] = source.Source.Delay(frame);
        for (int i = 0; i < values.Length; i++) frame[slots[i]] = values[i].DelayPart(frame);
        return body.Eval(frame);
    }
}

/// <summary>
/// Makes sets of one attribute with a computed name. The shapes of the last few names are remembered, because names recur.
/// </summary>
internal sealed class DynamicAttrShapes
{
    private const int Remembered = 16;
    private readonly AttrShape?[] _shapes = new AttrShape?[Remembered];

    public AttrSet Create(DynamicAttr attribute, Frame frame)
    {
        Value name = attribute.Name.Eval(frame);
        if (name is NixNull) return AttrSet.Empty;
        Symbol symbol = PathName.ToSymbol(name, attribute.Position, DynamicAttrs.NameContext);
        ref AttrShape? shape = ref _shapes[symbol.Id % Remembered];
        if (shape is null || shape.Names[0] != symbol) shape = new AttrShape([symbol], [attribute.Position]);
        return new AttrSet(shape, [attribute.Value.DelayPart(frame)]);
    }
}

/// <summary>Adds the attributes with computed names to a set.</summary>
internal static class DynamicAttrs
{
    public const string NameContext = "while evaluating the name of a dynamic attribute";

    public static AttrSet Add(AttrSet set, DynamicAttr[] attributes, Frame frame)
    {
        AttrSetBuilder added = new(attributes.Length);
        Dictionary<Symbol, Position> seen = [];
        foreach (DynamicAttr attribute in attributes)
        {
            Value name = attribute.Name.Eval(frame);

            // A null name drops the attribute: the way to define one conditionally.
            if (name is NixNull) continue;
            Symbol symbol = PathName.ToSymbol(name, attribute.Position, NameContext);
            string text = symbol.Text;
            if (set.Has(symbol) || seen.ContainsKey(symbol))
            {
                Position earlier = set.Has(symbol) ? set.PositionOf(symbol) : seen[symbol];
                throw new EvalException($"dynamic attribute '{text}' already defined at {earlier}", attribute.Position);
            }

            seen.Add(symbol, attribute.Position);
            added.Add(symbol, attribute.Value.DelayPart(frame), attribute.Position);
        }

        return set.Update(added.Build());
    }
}

/// <summary>A list.</summary>
internal sealed class ListNode(Node[] items) : Node
{
    public override Value Eval(Frame frame)
    {
        Value[] delayed = new Value[items.Length];
        for (int i = 0; i < delayed.Length; i++) delayed[i] = items[i].DelayPart(frame);
        return new NixList(delayed);
    }
}
