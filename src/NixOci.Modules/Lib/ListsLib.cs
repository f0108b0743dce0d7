using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.lists</c>: lists are built, folded, taken apart and compared. Orders are in <see cref="ListOrders"/>.</summary>
internal sealed class ListsLib(LibContext lib) : LibFile(lib)
{
    private static readonly AttrTemplate Pair = new("fst", "snd");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Builtins(
            "head", "tail", "length", "isList", "elemAt", "concatLists", "filter", "elem", "genList", "map", "concatMap", "any", "all",
            "partition", "groupBy", "sort");
        DefineFolds(set);
        DefineMaps(set);
        DefineSearches(set);
        DefineParts(set);
        DefineSets(set);
        ListOrders orders = new(Lib);
        set.Function("listDfs", orders.DepthFirst);
        set.Function("toposort", orders.TopologicalSort);
        set.Function("sortOn", orders.SortOn);
        set.Function("naturalSort", orders.NaturalSort);
        set.Function("compareLists", ListOrders.Compare);
    }

    private void DefineFolds(LibSet set)
    {
        set.Function("foldr", FoldRight);
        set.Function("fold", FoldRight);
        set.Function("foldl", FoldLeftLazily);
        set.Function("foldl'", (site, function, start) =>
        {
            start.Force(site);
            return Builtins["foldl'"].Call(site, function, start);
        });
        set.Function("groupBy'", 4, (site, given) =>
        {
            (Value operation, Value start, Value key, Value list) = (given[0], given[1], given[2], given[3]);
            AttrSet groups = Builtins.Call(site, "groupBy", key, list).ForceAttrs(site);
            return groups.Map((_, group) => new Thunk(() => FoldLeftLazily(EvalSite.None, operation, start, group)));
        });
        set.Function("count", (site, predicate, list) => Builtins.Call(
            site,
            "foldl'",
            Lambda.Of((inner, count, item) => predicate.Call(inner, item).Holds(inner) ? NixInt.Of(count.ForceInt(inner) + 1) : count.Force(inner)),
            NixInt.Of(0),
            list));
    }

    private void DefineMaps(LibSet set)
    {
        set.Function("singleton", static (_, item) => new NixList([item]));
        set.Function("forEach", (site, list, function) => Builtins.Call(site, "map", function, list));
        set.Function("imap0", static (site, function, list) => MapIndexed(site, function, list, 0));
        set.Function("imap1", static (site, function, list) => MapIndexed(site, function, list, 1));
        set.Function("ifilter0", static (site, predicate, list) =>
        {
            NixList items = list.ForceList(site);
            List<Value> kept = [];
            for (int i = 0; i < items.Count; i++)
            {
                if (predicate.Call(site, NixInt.Of(i), items[i]).ForceBool(site)) kept.Add(items[i]);
            }

            return NixList.Of(kept);
        });
        set.Function("flatten", static (site, value) =>
        {
            List<Value> flat = [];
            Flatten(site, value, flat);
            return NixList.Of(flat);
        });
        set.Function("zipListsWith", static (site, function, first, second) =>
            Zip(site, first, second, (a, b) => Thunk.Apply(function, a, b)));
        set.Function("zipLists", static (site, first, second) => Zip(site, first, second, static (a, b) => Pair.Create(a, b)));
        set.Function("reverseList", static (site, list) =>
        {
            NixList items = list.ForceList(site);
            if (items.Count < 2) return items;
            Value[] reversed = [.. items.Items];
            Array.Reverse(reversed);
            return new NixList(reversed);
        });
        set.Lazy("crossLists", () => Lib.Warn(EvalSite.None, CrossListsWarning, Lambda.Of(CrossLists)));
        set.Function("range", Range);
        set.Function("replicate", (site, count, item) => Builtins.Call(site, "genList", Lambda.Of((inner, _) => item.Force(inner)), count));
        set.Function("optional", static (site, condition, item) => condition.Holds(site) ? new NixList([item]) : NixList.Empty);
        set.Function("optionals", static (site, condition, items) => condition.Holds(site) ? items.Force(site) : NixList.Empty);
        set.Function("toList", static (site, value) => value.Force(site) is NixList list ? list : new NixList([value]));
    }

    private void DefineSearches(LibSet set)
    {
        set.Function("remove", (site, unwanted, list) => Builtins.Call(
            site, "filter", Lambda.Of((inner, item) => NixBool.Of(!Operators.AreEqual(inner, item, unwanted))), list));
        set.Function("findSingle", 4, (site, given) =>
        {
            NixList found = Builtins.Call(site, "filter", given[0], given[3]).ForceList(site);
            return (found.Count == 0 ? given[1] : found.Count == 1 ? found[0] : given[2]).Force(site);
        });
        set.Function("findFirstIndex", static (site, predicate, fallback, list) =>
            FindFirst(site, predicate, list) is var index and >= 0 ? NixInt.Of(index) : fallback.Force(site));
        set.Function("findFirst", static (site, predicate, fallback, list) =>
            (FindFirst(site, predicate, list) is var index and >= 0 ? list.ForceList(site)[index] : fallback).Force(site));
    }

    private void DefineParts(LibSet set)
    {
        set.Function("take", (site, count, list) => Sublist(site, NixInt.Of(0), count, list));
        set.Function("drop", (site, count, list) => Sublist(site, count, NixInt.Of(list.ForceList(site).Count), list));
        set.Function("sublist", Sublist);
        set.Function("last", static (site, list) => NotEmpty(site, list, "last")[^1].Force(site));
        set.Function("init", static (site, list) => NixList.Of([.. NotEmpty(site, list, "init")[..^1]]));
        set.Function("hasPrefix", static (site, prefix, list) => NixBool.Of(HasPrefix(site, prefix.ForceList(site), list.ForceList(site))));
        set.Function("removePrefix", static (site, prefix, list) =>
        {
            NixList start = prefix.ForceList(site), whole = list.ForceList(site);
            if (!HasPrefix(site, start, whole))
            {
                throw new ThrownException("lib.lists.removePrefix: First argument is not a list prefix of the second argument");
            }

            return NixList.Of([.. whole.Items[start.Count..]]);
        });
        set.Function("commonPrefix", static (site, first, second) =>
        {
            NixList a = first.ForceList(site), b = second.ForceList(site);
            int length = 0;
            while (length < a.Count && length < b.Count && Operators.AreEqual(site, a[length], b[length])) length++;
            return NixList.Of([.. a.Items[..length]]);
        });
    }

    private static void DefineSets(LibSet set)
    {
        set.Function("unique", static (site, list) => Unique(site, list.ForceList(site)));
        set.Function("allUnique", static (site, list) => list.ForceList(site) is var items
            ? NixBool.Of(Unique(site, items).Count == items.Count) : NixBool.False);
        set.Function("intersectLists", static (site, first, second) => Select(site, first, second, true));
        set.Function("subtractLists", static (site, first, second) => Select(site, first, second, false));
        set.Function("mutuallyExclusive", static (site, first, second) =>
        {
            NixList a = first.ForceList(site);
            if (a.Count == 0) return NixBool.True;
            Membership members = new(a.Items);
            foreach (Value item in second.ForceList(site).Items)
            {
                if (members.Contains(site, item)) return NixBool.False;
            }

            return NixBool.True;
        });
    }

    /// <summary><c>function x₁ (function x₂ (… start))</c>; what the function does not ask for is not evaluated.</summary>
    public static Value FoldRight(EvalSite site, Value function, Value start, Value list)
        => FoldRightFrom(site, function, start, list.ForceList(site).Items, 0);

    /// <summary>What of <paramref name="list"/> is not in <paramref name="removed"/>.</summary>
    public static NixList Subtract(EvalSite site, Value removed, Value list) => Select(site, removed, list, false);

    /// <summary>The elements each once, where they come first.</summary>
    public static NixList Unique(EvalSite site, NixList list)
    {
        if (list.Count < 2) return list;
        List<Value> unique = [];
        Membership members = new(unique);
        foreach (Value item in list.Items)
        {
            if (!members.Contains(site, item)) unique.Add(item);
        }

        return unique.Count == list.Count ? list : NixList.Of(unique);
    }

    private static Value FoldRightFrom(EvalSite site, Value function, Value start, Value[] items, int index)
        => index == items.Length
            ? start.Force(site)
            : function.Call(site, items[index], new Thunk(() => FoldRightFrom(site, function, start, items, index + 1)));

    private static Value FoldLeftLazily(EvalSite site, Value function, Value start, Value list)
    {
        Value result = start;
        foreach (Value item in list.ForceList(site).Items) result = Thunk.Apply(function, result, item);
        return result.Force(site);
    }

    private static NixList MapIndexed(EvalSite site, Value function, Value list, int first)
    {
        NixList items = list.ForceList(site);
        if (items.Count == 0) return NixList.Empty;
        Value[] results = new Value[items.Count];
        for (int i = 0; i < results.Length; i++) results[i] = Thunk.Apply(function, NixInt.Of(i + first), items[i]);
        return new NixList(results);
    }

    private static void Flatten(EvalSite site, Value value, List<Value> flat)
    {
        EvalStack.EnsureSpace(site);
        if (value.Force(site) is NixList list)
        {
            foreach (Value item in list.Items) Flatten(site, item, flat);
        }
        else
        {
            flat.Add(value);
        }
    }

    private static NixList Zip(EvalSite site, Value first, Value second, Func<Value, Value, Value> combine)
    {
        NixList a = first.ForceList(site), b = second.ForceList(site);
        if (a.Count == 0 || b.Count == 0) return NixList.Empty;
        Value[] results = new Value[Math.Min(a.Count, b.Count)];
        for (int i = 0; i < results.Length; i++) results[i] = combine(a[i], b[i]);
        return new NixList(results);
    }

    private Value Range(EvalSite site, Value first, Value last)
    {
        if (ValueComparer.Less(site, last, first)) return NixList.Empty;
        Value length = Builtins.Call(site, "add", Builtins.Call(site, "sub", last, first), NixInt.Of(1));
        return Builtins.Call(site, "genList", Lambda.Of((inner, index) => Builtins.Call(inner, "add", first, index)), length);
    }

    private static int FindFirst(EvalSite site, Value predicate, Value list)
    {
        NixList items = list.ForceList(site);
        for (int i = 0; i < items.Count; i++)
        {
            if (predicate.Call(site, items[i]).Holds(site)) return i;
        }

        return -1;
    }

    private Value Sublist(EvalSite site, Value start, Value count, Value list)
    {
        NixList items = list.ForceList(site);
        long from = start.ForceInt(site);
        if (from >= items.Count) return NixList.Empty;
        long wanted = count.ForceInt(site);
        long length = from + wanted > items.Count ? items.Count - from : wanted;
        if (from >= 0 && length >= 0) return length == items.Count ? items : NixList.Of([.. items.Items.AsSpan((int)from, (int)length)]);

        // A start before the list is an error of each element that lies there.
        return Builtins.Call(
            site,
            "genList",
            Lambda.Of((inner, index) => Builtins.Call(inner, "elemAt", items, NixInt.Of(index.ForceInt(inner) + from))),
            NixInt.Of(length));
    }

    private static Value[] NotEmpty(EvalSite site, Value list, string function)
    {
        Value forced = list.Force(site);
        if (forced.IsEmptyList()) throw new ThrownException($"lists.{function}: list must not be empty!");
        return forced.ForceList(site).Items;
    }

    private static bool HasPrefix(EvalSite site, NixList prefix, NixList list)
        => prefix.Count <= list.Count && Operators.AreEqual(site, new NixList(list.Items[..prefix.Count]), prefix);

    private static NixList Select(EvalSite site, Value members, Value list, bool wanted)
    {
        NixList items = list.ForceList(site);
        if (items.Count == 0) return items;
        Membership membership = new(members.ForceList(site).Items);
        List<Value> kept = [];
        foreach (Value item in items.Items)
        {
            if (membership.Contains(site, item) == wanted) kept.Add(item);
        }

        return kept.Count == items.Count ? items : NixList.Of(kept);
    }

    private Value CrossLists(EvalSite site, Value function, Value lists)
    {
        NixList applied = new([function]);
        foreach (Value list in lists.ForceList(site).Items)
        {
            Value arguments = list;
            applied = Builtins.Call(site, "concatMap", Lambda.Of((inner, f) => Builtins.Call(inner, "map", f, arguments)), applied)
                .ForceList(site);
        }

        return applied;
    }

    private const string CrossListsWarning = """
        lib.crossLists is deprecated, use lib.mapCartesianProduct instead.

            For example, the following function call:

            nix-repl> lib.crossLists (x: y: x+y) [[1 2] [3 4]]
            [ 4 5 5 6 ]

            Can now be replaced by the following one:

            nix-repl> lib.mapCartesianProduct ({x,y}: x+y) { x = [1 2]; y = [3 4]; }
            [ 4 5 5 6 ]

        """;
}
