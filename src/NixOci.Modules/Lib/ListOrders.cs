using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.lists</c> that brings lists into an order.</summary>
internal sealed class ListOrders(LibContext lib)
{
    private static readonly AttrTemplate Minimal = new("minimal", "visited", "rest");
    private static readonly AttrTemplate Cycle = new("cycle", "loops", "visited", "rest");
    private static readonly AttrTemplate SortedResult = new("result");
    private static readonly AttrTemplate CycleResult = new("cycle", "loops");

    /// <summary>
    /// The first minimal element that is found from the head of the list by going to what comes before it, or the cycle that is
    /// met on the way.
    /// </summary>
    public Value DepthFirst(EvalSite site, Value stopOnCycles, Value before, Value list)
    {
        NixList items = list.ForceList(site);
        bool stop = stopOnCycles.Holds(site);
        Value[] all = items.Items;
        if (all.Length == 0) return lib.Builtins.Call(site, "head", items);
        Search found = Walk(site, stop, before, all);
        return found.Loops is { } loops
            ? Cycle.Create(found.Item, NixList.Of(loops), NixList.Of(found.Visited), NixList.Of(found.Rest))
            : Minimal.Create(found.Item, NixList.Of(found.Visited), NixList.Of(found.Rest));
    }

    /// <summary>The list in an order in which nothing comes after what it is before, or a cycle.</summary>
    public Value TopologicalSort(EvalSite site, Value before, Value list)
    {
        NixList items = list.ForceList(site);
        List<Value> rest = [.. items.Items];
        List<Value> sorted = new(rest.Count);
        while (rest.Count > 1)
        {
            Search found = Walk(site, true, before, rest);
            if (found.Loops is { } loops)
            {
                List<Value> cycle = [found.Item, .. found.Visited];
                cycle.Reverse();
                return CycleResult.Create(NixList.Of(cycle), NixList.Of(loops));
            }

            sorted.Add(found.Item);
            rest = [.. found.Visited, .. found.Rest];
        }

        if (sorted.Count == 0) return SortedResult.Create(items);
        sorted.AddRange(rest);
        return SortedResult.Create(NixList.Of(sorted));
    }

    /// <summary>Sorts by a key that is computed once for each element.</summary>
    public Value SortOn(EvalSite site, Value key, Value list)
    {
        NixList items = list.ForceList(site);
        Value[] pairs = new Value[items.Count];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = new NixList([Thunk.Apply(key, items[i]), items[i]]);
        return SortPairs(site, Lambda.Of(static (inner, a, b) => NixBool.Of(ValueComparer.Less(inner, KeyOf(a), KeyOf(b)))), pairs);
    }

    /// <summary>Sorts texts so that the numbers in them count as numbers.</summary>
    public Value NaturalSort(EvalSite site, Value list)
    {
        NixList items = list.ForceList(site);
        Value[] pairs = new Value[items.Count];
        for (int i = 0; i < pairs.Length; i++)
        {
            Value item = items[i];
            pairs[i] = new NixList([new Thunk(() => Vectorise(EvalSite.None, item)), item]);
        }

        Builtin compare = Lambda.Of(static (inner, a, b) => NixInt.Of(TrivialLib.Compare(inner, a, b)));
        return SortPairs(
            site,
            Lambda.Of((inner, a, b) => NixBool.Of(Compare(inner, compare, KeyOf(a), KeyOf(b)).ForceInt(inner) < 0)),
            pairs);
    }

    /// <summary>The order of two lists by the first elements that differ.</summary>
    public static Value Compare(EvalSite site, Value compare, Value first, Value second)
    {
        for (int i = 0; ; i++)
        {
            int left = first.ForceList(site).Count, right = second.ForceList(site).Count;
            if (i == left || i == right) return NixInt.Of(left.CompareTo(right));
            Value order = compare.Call(site, first.ForceList(site)[i], second.ForceList(site)[i]);
            if (order is not NixInt { Value: 0 }) return order;
        }
    }

    private static Value KeyOf(Value pair) => ((NixList)pair.Force())[0];

    private NixList SortPairs(EvalSite site, Value less, Value[] pairs)
    {
        if (pairs.Length == 0) return NixList.Empty;
        NixList sorted = lib.Builtins.Call(site, "sort", less, new NixList(pairs)).ForceList(site);
        Value[] items = new Value[sorted.Count];
        for (int i = 0; i < items.Length; i++) items[i] = ((NixList)sorted[i].Force(site))[1];
        return new NixList(items);
    }

    private NixList Vectorise(EvalSite site, Value text)
    {
        NixList parts = lib.Builtins.Call(site, "split", new NixString("(0|[1-9][0-9]*)"), text).ForceList(site);
        Value[] vector = new Value[parts.Count];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = parts[i].Force(site) is NixList match ? NumberText.ToInt(site, lib, match[0]) : parts[i];
        }

        return new NixList(vector);
    }

    private static Search Walk(EvalSite site, bool stopOnCycles, Value before, IReadOnlyList<Value> list)
    {
        Value item = list[0];
        List<Value> visited = [];
        List<Value> rest = [.. list];
        rest.RemoveAt(0);
        while (true)
        {
            List<Value> loops = stopOnCycles ? Matching(site, before, item, visited, null) : [];
            if (loops.Count > 0) return new Search(item, loops, visited, rest);
            List<Value> later = [];
            List<Value> earlier = Matching(site, before, item, rest, later);
            if (earlier.Count == 0) return new Search(item, null, visited, rest);
            visited.Insert(0, item);
            item = earlier[0];
            earlier.RemoveAt(0);
            rest = [.. earlier, .. later];
        }
    }

    /// <summary>What of a list comes before an item; the others are added to a list of their own.</summary>
    private static List<Value> Matching(EvalSite site, Value before, Value item, List<Value> list, List<Value>? others)
    {
        List<Value> matching = [];
        foreach (Value candidate in list)
        {
            if (before.Call(site, candidate, item).ForceBool(site)) matching.Add(candidate);
            else others?.Add(candidate);
        }

        return matching;
    }

    private readonly record struct Search(Value Item, List<Value>? Loops, List<Value> Visited, List<Value> Rest);
}
