using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that ask something of the elements of a list, or put them into groups.</summary>
internal static class ListSearchBuiltins
{
    private static readonly AttrTemplate PartitionResult = new("right", "wrong");

    public static void Register(BuiltinTable table)
    {
        table.Add("__elem", Contains);
        table.Add("__any", Any);
        table.Add("__all", All);
        table.Add("__partition", Partition);
        table.Add("__groupBy", GroupBy);
    }

    private static Value Contains(EvalSite site, Value wanted, Value list)
    {
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.elem");
        if (items.Count == 0) return NixBool.False;
        Value a = wanted.Force(site);
        for (int i = 0; i < items.Count; i++)
        {
            Value b = items[i].Force(site);

            // A value is its own equal here even where it is a function.
            if (ReferenceEquals(a, b) || ValueComparer.Equal(site, a, b)) return NixBool.True;
        }

        return NixBool.False;
    }

    private static Value Any(EvalSite site, Value predicate, Value list)
    {
        const string Result = "while evaluating the return value of the function passed to builtins.any";
        Value f = predicate.ForceFunction(site, "while evaluating the first argument passed to builtins.any");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.any");
        for (int i = 0; i < items.Count; i++)
        {
            if (f.Call(site, items[i]).ForceBool(site, Result)) return NixBool.True;
        }

        return NixBool.False;
    }

    private static Value All(EvalSite site, Value predicate, Value list)
    {
        const string Result = "while evaluating the return value of the function passed to builtins.all";
        Value f = predicate.ForceFunction(site, "while evaluating the first argument passed to builtins.all");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.all");
        for (int i = 0; i < items.Count; i++)
        {
            if (!f.Call(site, items[i]).ForceBool(site, Result)) return NixBool.False;
        }

        return NixBool.True;
    }

    private static Value Partition(EvalSite site, Value predicate, Value list)
    {
        const string Result = "while evaluating the return value of the partition function passed to builtins.partition";
        Value f = predicate.ForceFunction(site, "while evaluating the first argument passed to builtins.partition");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.partition");
        List<Value> right = [], wrong = [];
        for (int i = 0; i < items.Count; i++)
        {
            items[i].Force(site);
            (f.Call(site, items[i]).ForceBool(site, Result) ? right : wrong).Add(items[i]);
        }

        return PartitionResult.Create(NixList.Of(right), NixList.Of(wrong));
    }

    private static Value GroupBy(EvalSite site, Value function, Value list)
    {
        const string Result = "while evaluating the return value of the grouping function passed to builtins.groupBy";
        Value f = function.ForceFunction(site, "while evaluating the first argument passed to builtins.groupBy");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.groupBy");
        Dictionary<Symbol, List<Value>> groups = [];
        for (int i = 0; i < items.Count; i++)
        {
            Symbol name = Symbol.Intern(f.Call(site, items[i]).ForceStringNoContext(site, Result));
            if (!groups.TryGetValue(name, out List<Value>? group)) groups.Add(name, group = []);
            group.Add(items[i]);
        }

        AttrSetBuilder result = new(groups.Count);
        foreach ((Symbol name, List<Value> group) in groups) result.Add(name, NixList.Of(group));
        return result.Build();
    }
}
