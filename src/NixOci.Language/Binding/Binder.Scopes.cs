using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Nodes;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Language.Binding;

/// <summary>Binding of what opens a scope: sets, <c>let</c>, <c>with</c>, functions.</summary>
internal sealed partial class Binder
{
    private Node BindSet(AttrSetExpr set)
    {
        if (set.IsRecursive) return BindRecursiveSet(set);
        if (set.Attrs.Count == 0 && set.DynamicAttrs.Count == 0) return new EmptySetNode();
        InheritSource[] sources = BindInheritSources(set);
        int[] order = OrderBySymbol(set.Attrs);
        Node[] values = BindAttrs(set, order, sources, _scope);
        return new SetNode(Shape(set.Attrs, order), values, sources, BindDynamicAttrs(set), At(set.Offset));
    }

    private RecursiveSetNode BindRecursiveSet(AttrSetExpr set)
    {
        Scope? outer = _scope;
        int[] order = OrderBySymbol(set.Attrs);
        int[] slots = DeclareAll(set, order);
        InheritSource[] sources = BindInheritSources(set);
        Node[] values = BindAttrs(set, order, sources, outer);
        RecursiveSetNode node = new(Shape(set.Attrs, order), values, slots, sources, BindDynamicAttrs(set), At(set.Offset));
        _scope = outer;
        return node;
    }

    private LetNode BindLet(LetExpr let)
    {
        AttrSetExpr set = let.Bindings;
        Scope? outer = _scope;
        int[] order = OrderBySymbol(set.Attrs);
        int[] slots = DeclareAll(set, order);
        InheritSource[] sources = BindInheritSources(set);
        Node[] values = BindAttrs(set, order, sources, outer);
        Node body = Bind(let.Body);
        _scope = outer;
        return new LetNode(values, slots, sources, body);
    }

    private int[] DeclareAll(AttrSetExpr set, int[] order)
    {
        NameScope names = new(_scope, _layout, order.Length);
        int[] slots = new int[order.Length];
        for (int i = 0; i < order.Length; i++) slots[i] = names.Declare(_names[set.Attrs[order[i]].Name]);
        _scope = names;
        return slots;
    }

    private InheritSource[] BindInheritSources(AttrSetExpr set)
    {
        if (set.InheritSources.Count == 0) return [];
        InheritSource[] sources = new InheritSource[set.InheritSources.Count];
        for (int i = 0; i < sources.Length; i++) sources[i] = new InheritSource(_layout.NewSlot(), Bind(set.InheritSources[i]));
        return sources;
    }

    private Node[] BindAttrs(AttrSetExpr set, int[] order, InheritSource[] sources, Scope? outer)
    {
        Node[] values = new Node[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            AttrDef attr = set.Attrs[order[i]];
            values[i] = attr.Origin switch
            {
                AttrOrigin.Inherited => BindInherited((VarExpr)attr.Value, outer),
                AttrOrigin.InheritedFrom => BindInheritedFrom((SelectExpr)attr.Value, sources),
                _ => Bind(attr.Value),
            };
        }

        return values;
    }

    private Node BindInherited(VarExpr variable, Scope? outer) => Resolve(_names[variable.Name], outer, variable.Offset);

    private Node BindInheritedFrom(SelectExpr select, InheritSource[] sources)
    {
        InheritSourceExpr source = (InheritSourceExpr)select.Target;
        return Select(new LocalNode(sources[source.Index].Slot, At(source.Offset)), select);
    }

    private DynamicAttr[] BindDynamicAttrs(AttrSetExpr set)
    {
        if (set.DynamicAttrs.Count == 0) return [];
        DynamicAttr[] attrs = new DynamicAttr[set.DynamicAttrs.Count];
        for (int i = 0; i < attrs.Length; i++)
        {
            DynamicAttrDef attr = set.DynamicAttrs[i];
            attrs[i] = new DynamicAttr(Bind(attr.Name), Bind(attr.Value), At(attr.Offset));
        }

        return attrs;
    }

    private int[] OrderBySymbol(IReadOnlyList<AttrDef> attrs)
    {
        int[] order = new int[attrs.Count];
        int[] ids = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            ids[i] = _names[attrs[i].Name].Id;
        }

        Array.Sort(ids, order);
        return order;
    }

    private AttrShape Shape(IReadOnlyList<AttrDef> attrs, int[] order)
    {
        Symbol[] names = new Symbol[order.Length];
        Position[] positions = new Position[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            names[i] = _names[attrs[order[i]].Name];
            positions[i] = At(attrs[order[i]].Offset);
        }

        return new AttrShape(names, positions);
    }

    private WithNode BindWith(WithExpr with)
    {
        Node set = Bind(with.Scope);
        WithScope scope = new(_scope, _layout, _layout.NewSlot());
        _scope = scope;
        Node body = Bind(with.Body);
        _scope = scope.Outer;
        return new WithNode(scope.Slot, set, body, At(with.Offset));
    }

    private LambdaNode BindLambda(LambdaExpr lambda)
    {
        Scope? outer = _scope;
        FrameLayout outerLayout = _layout;
        _layout = new FrameLayout(outerLayout);

        List<LambdaStage> stages = new(1);
        LambdaExpr current = lambda;
        while (true)
        {
            stages.Add(BindStage(current));
            if (current.Body is not LambdaExpr inner) break;
            current = inner;
        }

        LambdaNode node = new([.. stages]);
        node.Complete(Bind(current.Body), _layout.Slots);
        _layout = outerLayout;
        _scope = outer;
        return node;
    }

    private LambdaStage BindStage(LambdaExpr lambda)
    {
        int count = (lambda.Formals?.Items.Count ?? 0) + 1;
        NameScope names = new(_scope, _layout, count);
        _scope = names;
        Symbol parameter = _names[lambda.Parameter], own = _names[lambda.Name];
        int slot = parameter.IsDefined ? names.Declare(parameter) : 0;
        if (lambda.Formals is null) return new LambdaStage(parameter, slot, null, own, At(lambda.Offset));

        IReadOnlyList<Formal> items = lambda.Formals.Items;
        int[] slots = new int[items.Count];
        for (int i = 0; i < items.Count; i++) slots[i] = names.Declare(_names[items[i].Name]);
        FormalSlot[] formals = new FormalSlot[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            Node? fallback = items[i].Default is { } value ? Bind(value) : null;
            formals[i] = new FormalSlot(_names[items[i].Name], slots[i], fallback, At(items[i].Offset));
        }

        FormalsMatcher matcher = new(lambda.Formals.HasEllipsis, formals);
        return new LambdaStage(parameter, slot, matcher, own, At(lambda.Offset));
    }
}
