using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary><c>builtins.sort</c>.</summary>
internal static class ListOrderBuiltins
{
    public static void Register(BuiltinTable table) => table.Add("__sort", Sort);

    private static Value Sort(EvalSite site, Value comparator, Value list)
    {
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.sort");
        if (items.Count == 0) return items;
        Value f = comparator.ForceFunction(site, "while evaluating the first argument passed to builtins.sort");
        Value[] sorted = (Value[])items.Items.Clone();
        for (int i = 0; i < sorted.Length; i++)
        {
            // Comparisons are many: they are spared the thunk. Whether two functions are the same element is told by theirs.
            Value item = sorted[i].Force(site);
            if (!Function.Is(item)) sorted[i] = item;
        }

        // The language's own order needs no calls.
        if (ReferenceEquals(f, NumberBuiltins.LessThan)) StableSort.Sort(sorted, new NaturalOrder(site));
        else StableSort.Sort(sorted, new CalledOrder(site, f));
        return new NixList(sorted);
    }

    private readonly struct NaturalOrder(EvalSite site) : IStrictOrder<Value>
    {
        public bool Less(Value first, Value second)
        {
            try
            {
                return ValueComparer.Less(site, first, second);
            }
            catch (EvalException e) when (Tracing.Step(e, default, "while evaluating the ordering function passed to builtins.sort"))
            {
                throw;
            }
        }
    }

    private readonly struct CalledOrder(EvalSite site, Value function) : IStrictOrder<Value>
    {
        public bool Less(Value first, Value second)
            => function.Call(site, first, second)
                .ForceBool(site, "while evaluating the return value of the sorting function passed to builtins.sort");
    }
}
