using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that look into attribute sets, take them apart and build them.</summary>
internal static class AttrSetBuiltins
{
    private static readonly Symbol NameAttr = "name";
    private static readonly Symbol ValueAttr = "value";

    public static void Register(BuiltinTable table)
    {
        table.Add("__attrNames", Names);
        table.Add("__attrValues", Values);
        table.Add("__getAttr", Get);
        table.Add("__hasAttr", Has);
        table.Add("__unsafeGetAttrPos", PositionOf);
        table.Add("removeAttrs", Remove);
        table.Add("__listToAttrs", FromList);
        table.Add("__intersectAttrs", Intersect);
        table.Add("__catAttrs", Collect);
    }

    private static Value Names(EvalSite site, Value set)
    {
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the argument passed to builtins.attrNames");
        if (attrs.Count == 0) return NixList.Empty;
        Value[] names = new Value[attrs.Count];
        int[] order = attrs.Shape.ByName;
        for (int i = 0; i < names.Length; i++) names[i] = attrs.Shape.Names[order[i]].AsString;
        return new NixList(names);
    }

    private static Value Values(EvalSite site, Value set)
    {
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the argument passed to builtins.attrValues");
        if (attrs.Count == 0) return NixList.Empty;
        Value[] values = new Value[attrs.Count];
        int[] order = attrs.Shape.ByName;
        for (int i = 0; i < values.Length; i++) values[i] = attrs.Values[order[i]];
        return new NixList(values);
    }

    private static Value Get(EvalSite site, Value name, Value set)
    {
        Symbol symbol = ForceName(name, site, "while evaluating the first argument passed to builtins.getAttr");
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the second argument passed to builtins.getAttr");
        if (attrs.Resolver is { } resolver && !attrs.Has(symbol) && resolver.ResolveRequired(symbol, [], site.Position) is { } known)
        {
            return known;
        }

        return attrs.Require(symbol, "in the attribute set under consideration").Force(site);
    }

    private static Value Has(EvalSite site, Value name, Value set)
    {
        Symbol symbol = ForceName(name, site, "while evaluating the first argument passed to builtins.hasAttr");
        return NixBool.Of(set.ForceAttrs(site, "while evaluating the second argument passed to builtins.hasAttr").Has(symbol));
    }

    private static Value PositionOf(EvalSite site, Value name, Value set)
    {
        Symbol symbol = ForceName(name, site, "while evaluating the first argument passed to builtins.unsafeGetAttrPos");
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the second argument passed to builtins.unsafeGetAttrPos");
        return PositionValue.Of(attrs.PositionOf(symbol));
    }

    private static Value Remove(EvalSite site, Value set, Value names)
    {
        const string Element = "while evaluating the values of the second argument passed to builtins.removeAttrs";
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the first argument passed to builtins.removeAttrs");
        NixList list = names.ForceList(site, "while evaluating the second argument passed to builtins.removeAttrs");
        int[] removed = new int[list.Count];
        for (int i = 0; i < removed.Length; i++) removed[i] = ForceName(list[i], site, Element).Id;
        Array.Sort(removed);

        AttrSetBuilder kept = new(attrs.Count);
        int next = 0;
        for (int i = 0; i < attrs.Count; i++)
        {
            int id = attrs.Shape.Names[i].Id;
            while (next < removed.Length && removed[next] < id) next++;
            if (next == removed.Length || removed[next] != id) kept.AddAt(attrs, i);
        }

        return kept.Count == attrs.Count && attrs.Shape.Resolver is null ? attrs : kept.Build();
    }

    private static Value FromList(EvalSite site, Value list)
    {
        const string Pair = "in a {name=...; value=...;} pair";
        NixList items = list.ForceList(site, "while evaluating the argument passed to builtins.listToAttrs");
        AttrSetBuilder result = new(items.Count);
        HashSet<int> seen = new(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            AttrSet item = items[i].ForceAttrs(site, "while evaluating an element of the list passed to builtins.listToAttrs");
            Value name = item.Require(NameAttr, Pair);
            Symbol symbol = ForceName(
                name,
                name is NixString ? site : new PositionSite(item.PositionOf(NameAttr)),
                "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs");

            // The first of a name stands; what the others hold is not even looked for.
            if (seen.Add(symbol.Id)) result.Add(symbol, item.Require(ValueAttr, Pair), item.PositionOf(ValueAttr));
        }

        return result.Build();
    }

    private static Value Intersect(EvalSite site, Value names, Value set)
    {
        AttrSet left = names.ForceAttrs(site, "while evaluating the first argument passed to builtins.intersectAttrs");
        AttrSet right = set.ForceAttrs(site, "while evaluating the second argument passed to builtins.intersectAttrs");
        AttrSetBuilder result = new(Math.Min(left.Count, right.Count));
        if (left.Count < right.Count || right.Shape.Resolver is not null)
        {
            foreach (Symbol name in left.Names)
            {
                if (right.TryGet(name, out Value? value)) result.Add(name, value, right.PositionOf(name));
            }
        }
        else
        {
            for (int i = 0; i < right.Count; i++)
            {
                if (left.Has(right.Shape.Names[i])) result.AddAt(right, i);
            }
        }

        return result.Build();
    }

    private static Value Collect(EvalSite site, Value name, Value list)
    {
        const string Element = "while evaluating an element in the list passed as second argument to builtins.catAttrs";
        Symbol symbol = ForceName(name, site, "while evaluating the first argument passed to builtins.catAttrs");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.catAttrs");
        List<Value> found = [];
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i].ForceAttrs(site, Element).TryGet(symbol, out Value? value)) found.Add(value);
        }

        return NixList.Of(found);
    }

    private static Symbol ForceName(Value name, EvalSite site, string context)
    {
        NixString text = name.ForceString(site, context);
        if (text.HasContext) text.ForceStringNoContext(site, context);
        return text.AsSymbol();
    }
}
