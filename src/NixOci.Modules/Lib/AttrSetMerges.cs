using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.attrsets</c> that makes one set of several, or compares them.</summary>
internal sealed class AttrSetMerges(LibContext lib)
{
    public void Define(LibSet set)
    {
        set.Function("zipAttrsWithNames", ZipWithNames);
        set.Function("zipAttrs", (site, sets) =>
            lib.Builtins.Call(site, "zipAttrsWith", Lambda.Of(static (inner, _, values) => values.Force(inner)), sets));
        set.Lazy("zipWithNames", () => lib.Warn(
            EvalSite.None, "lib.zipWithNames is a deprecated alias of lib.zipAttrsWithNames.", Lambda.Of(ZipWithNames)));
        set.Lazy("zip", () => lib.Warn(
            EvalSite.None, "lib.zip is a deprecated alias of lib.zipAttrsWith.", lib.Builtins["zipAttrsWith"]));
        set.Function("foldAttrs", static (site, function, start, sets) => FoldAttrs(site, function, start, sets));
        set.Function("mergeAttrsList", static (site, sets) => Merge(site, sets.ForceList(site).Items));
        set.Function("recursiveUpdateUntil", static (site, predicate, left, right) => UpdateUntil(
            site, predicate, NixList.Empty, left.ForceAttrs(site), right.ForceAttrs(site)));
        set.Function("recursiveUpdate", static (site, left, right) => UpdateDeeply(left.ForceAttrs(site), right.ForceAttrs(site)));
        set.Function("matchAttrs", static (site, pattern, attrs) => NixBool.Of(Matches(site, pattern, attrs)));
        set.Function("overrideExisting", static (site, old, given) =>
            old.ForceAttrs(site).Map((name, value) => new Thunk(() => (given.Force() as AttrSet)?[name] ?? value)));
        set.Function("unionOfDisjoint", static (site, first, second) => UnionOfDisjoint(first.ForceAttrs(site), second.ForceAttrs(site)));
    }

    /// <summary>The union of sets, the later ones standing; cheap for many because sets of like size are merged.</summary>
    public static Value Merge(EvalSite site, ReadOnlySpan<Value> sets)
    {
        if (sets.Length == 0) return AttrSet.Empty;
        if (sets.Length == 1) return sets[0].Force(site);
        int half = sets.Length / 2;
        return Operators.Update(site, Merge(site, sets[..half]), Merge(site, sets[half..]));
    }

    /// <summary>The union of two sets; where both have a set under a name, that of these in turn.</summary>
    public static AttrSet UpdateDeeply(AttrSet left, AttrSet right)
    {
        AttrSetBuilder shared = new();
        foreach (Symbol name in right.Names)
        {
            if (!left.TryGet(name, out Value? old)) continue;
            Value given = right[name]!;
            shared.Add(name, new Thunk(() => old.Force() is AttrSet a && given.Force() is AttrSet b ? UpdateDeeply(a, b) : given));
        }

        return left.Update(right).Update(shared.Build());
    }

    private Value ZipWithNames(EvalSite site, Value names, Value function, Value sets)
    {
        Value[] items = names.ForceList(site).Items;
        Value[] pairs = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            Value name = items[i];
            pairs[i] = AttrSetsLib.NameValuePair(name, new Thunk(() =>
                function.Call(name, new Thunk(() => lib.Builtins.Call(EvalSite.None, "catAttrs", name, sets)))));
        }

        return lib.Builtins.Call(site, "listToAttrs", new NixList(pairs));
    }

    private static AttrSet FoldAttrs(EvalSite site, Value function, Value start, Value sets)
    {
        Dictionary<Symbol, Value> folded = [];
        Value[] items = sets.ForceList(site).Items;
        for (int i = items.Length - 1; i >= 0; i--)
        {
            AttrSet set = items[i].ForceAttrs(site, "while evaluating the argument passed to builtins.attrNames");
            foreach (Symbol name in set.Names)
            {
                folded[name] = Thunk.Apply(function, set[name]!, folded.GetValueOrDefault(name, start));
            }
        }

        AttrSetBuilder result = new(folded.Count);
        foreach ((Symbol name, Value value) in folded) result.Add(name, value);
        return result.Build();
    }

    private static AttrSet UpdateUntil(EvalSite site, Value predicate, NixList path, AttrSet left, AttrSet right)
    {
        _ = site;
        AttrSetBuilder shared = new();
        foreach (Symbol name in right.Names)
        {
            if (!left.TryGet(name, out Value? old)) continue;
            Value given = right[name]!;
            shared.Add(name, new Thunk(() =>
            {
                NixList here = Operators.Append(path, name.AsString);
                return predicate.Call(here, old).Call(given).Holds(EvalSite.None)
                    ? given
                    : UpdateUntil(EvalSite.None, predicate, here, old.ForceAttrs(), given.ForceAttrs());
            }));
        }

        return left.Update(right).Update(shared.Build());
    }

    private static bool Matches(EvalSite site, Value pattern, Value attrs)
    {
        if (pattern.Force(site) is not AttrSet wanted) throw Operators.AssertionFailure("(isAttrs pattern)", site);
        AttrSet? given = null;
        foreach ((Symbol name, Value expected) in wanted.ByName)
        {
            given ??= attrs.Force(site) as AttrSet;
            if (given?[name] is not { } actual) return false;
            bool matches = expected.Force(site) is AttrSet
                ? actual.Force(site) is AttrSet && Matches(site, expected, actual)
                : Operators.AreEqual(site, expected, actual);
            if (!matches) return false;
        }

        return true;
    }

    private static AttrSet UnionOfDisjoint(AttrSet first, AttrSet second)
    {
        List<string> collisions = [];
        foreach ((Symbol name, _) in first.ByName)
        {
            if (second.Has(name)) collisions.Add(name.Text);
        }

        AttrSetBuilder mask = new(collisions.Count);
        foreach (string name in collisions)
        {
            mask.Add(name, new Thunk(() => throw new ThrownException(
                $"unionOfDisjoint: collision on {name}; complete list: {string.Join(' ', collisions)}")));
        }

        return first.Update(second).Update(mask.Build());
    }
}
