using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that build lists and take them apart.</summary>
internal static class ListBuiltins
{
    /// <summary>What an element of a generated list takes up at least, until it is evaluated.</summary>
    private const int GeneratedBytes = 96;

    public static void Register(BuiltinTable table)
    {
        table.Add("__length", Length);
        table.Add("__head", Head);
        table.Add("__tail", Tail);
        table.Add("__elemAt", ElementAt);
        table.Add("map", Map);
        table.Add("__filter", Filter);
        table.Add("__genList", Generate);
        table.Add("__concatLists", ConcatLists);
        table.Add("__concatMap", ConcatMap);
        table.Add("__foldl'", FoldLeft);
    }

    private static Value Length(EvalSite site, Value list)
        => NixInt.Of(list.ForceList(site, "while evaluating the first argument passed to builtins.length").Count);

    private static Value Head(EvalSite site, Value list)
    {
        NixList items = list.ForceList(site, "while evaluating the first argument passed to 'builtins.head'");
        return items.Count == 0 ? throw site.Error("'builtins.head' called on an empty list") : items[0].Force(site);
    }

    private static Value Tail(EvalSite site, Value list)
    {
        NixList items = list.ForceList(site, "while evaluating the first argument passed to 'builtins.tail'");
        return items.Count switch
        {
            0 => throw site.Error("'builtins.tail' called on an empty list"),
            1 => NixList.Empty,
            _ => new NixList(items.Items[1..]),
        };
    }

    private static Value ElementAt(EvalSite site, Value list, Value index)
    {
        long n = index.ForceInt(site, "while evaluating the second argument passed to 'builtins.elemAt'");
        NixList items = list.ForceList(site, "while evaluating the first argument passed to 'builtins.elemAt'");
        if (n < 0 || n >= items.Count)
        {
            throw site.Error($"'builtins.elemAt' called with index {n} on a list of size {items.Count}");
        }

        Value item = items[(int)n];
        if (item is not Thunk thunk) return item;
        Value value = thunk.Evaluate(site);

        // The list takes the value itself, so that the next reader is spared the thunk; but whether two functions are the
        // same element is told by their thunks.
        if (!Function.Is(value)) items.Items[n] = value;
        return value;
    }

    private static Value Map(EvalSite site, Value function, Value list)
    {
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.map");
        if (items.Count == 0) return items;
        Value f = function.ForceFunction(site, "while evaluating the first argument passed to builtins.map");
        MappedNode mapped = new(f);
        Value[] results = new Value[items.Count];
        for (int i = 0; i < results.Length; i++) results[i] = Thunk.Apply(mapped, items[i]);
        return new NixList(results);
    }

    private static Value Filter(EvalSite site, Value predicate, Value list)
    {
        const string Result = "while evaluating the return value of the filtering function passed to builtins.filter";
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.filter");
        if (items.Count == 0) return items;
        Value f = predicate.ForceFunction(site, "while evaluating the first argument passed to builtins.filter");
        Value[] kept = new Value[items.Count];
        int count = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            if (f.Call(site, items[i]).ForceBool(site, Result)) kept[count++] = items[i];
        }

        if (count == items.Count) return items;
        return count == 0 ? NixList.Empty : new NixList(kept[..count]);
    }

    private static Value Generate(EvalSite site, Value generator, Value length)
    {
        long count = length.ForceInt(site, "while evaluating the second argument passed to builtins.genList");
        if (count < 0 || count > Array.MaxLength) throw site.Error($"cannot create list of size {count}");
        Value f = generator.ForceFunction(site, "while evaluating the first argument passed to builtins.genList");
        if (count == 0) return NixList.Empty;
        LimitWatch.Reserve(site, count * GeneratedBytes);
        MappedNode mapped = new(f);
        Value[] items = new Value[count];
        for (int i = 0; i < items.Length; i++)
        {
            LimitWatch.Check(site);
            items[i] = Thunk.Apply(mapped, NixInt.Of(i));
        }

        return new NixList(items);
    }

    private static Value ConcatLists(EvalSite site, Value lists)
    {
        const string Context = "while evaluating a value of the list passed to builtins.concatLists";
        NixList outer = lists.ForceList(site, "while evaluating the first argument passed to builtins.concatLists");
        NixList[] parts = new NixList[outer.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = outer[i].ForceList(site, Context);
        return Concat(parts);
    }

    private static Value ConcatMap(EvalSite site, Value function, Value list)
    {
        const string Result = "while evaluating the return value of the function passed to builtins.concatMap";
        Value f = function.ForceFunction(site, "while evaluating the first argument passed to builtins.concatMap");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.concatMap");
        NixList[] parts = new NixList[items.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = f.Call(site, items[i]).ForceList(site, Result);
        return Concat(parts);
    }

    /// <summary>The lists one after another; where only one has elements it is the result itself.</summary>
    private static NixList Concat(NixList[] parts)
    {
        long count = 0;
        NixList? filled = null;
        foreach (NixList part in parts)
        {
            count += part.Count;
            if (part.Count > 0) filled = part;
        }

        if (filled is null) return NixList.Empty;
        if (filled.Count == count) return filled;
        LimitWatch.Reserve(EvalSite.None, count * IntPtr.Size);
        Value[] items = new Value[count];
        int next = 0;
        foreach (NixList part in parts)
        {
            part.Items.CopyTo(items, next);
            next += part.Count;
        }

        return new NixList(items);
    }

    private static Value FoldLeft(EvalSite site, Value function, Value initial, Value list)
    {
        Value f = function.ForceFunction(site, "while evaluating the first argument passed to builtins.foldlStrict");
        NixList items = list.ForceList(site, "while evaluating the third argument passed to builtins.foldlStrict");
        Value result = initial;
        for (int i = 0; i < items.Count; i++) result = f.Call(site, result, items[i]);
        return result.Force(site);
    }
}
