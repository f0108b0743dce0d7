using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Tracing;
using NixOci.Modules.ModuleSystem.Types;

namespace NixOci.Modules.ModuleSystem;

/// <summary>The merge functions of <c>lib.options</c>.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class OptionMerges(ModuleContext context)
{
    private const string PriorityHint =
        "Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.\n";

    private MergeFunction? _default;
    private MergeFunction? _one;
    private MergeFunction? _equal;

    /// <summary>Merges by what the values are: the merge of a type that says nothing about it.</summary>
    public MergeFunction Default => _default ??= new DelegatedMerge(MergeDefault);

    /// <summary>Takes the only definition there may be.</summary>
    public MergeFunction One => _one ??= new DelegatedMerge((location, definitions)
        => MergeUnique(NixString.Empty, null, location, definitions));

    /// <summary>Takes definitions that are all equal.</summary>
    public MergeFunction Equal => _equal ??= new DelegatedMerge(MergeEqual);

    /// <summary>Takes the only definition there may be, with a message for the case that there are more.</summary>
    /// <param name="message">The message.</param>
    /// <param name="merge">What becomes of the only definition; its value where this is null.</param>
    public MergeFunction Unique(Value message, Value? merge)
        => new UniqueMerge(this, message, merge);

    private Value MergeUnique(Value message, Value? merge, Location location, Definition[] definitions)
    {
        if (definitions.Length == 1)
        {
            return merge is null ? definitions[0].Value.Force() : DelegatedMerge.By(merge, location, definitions);
        }

        if (definitions.Length == 0) throw new AssertionException("assertion '(__lessThan 1 (length defs))' failed");
        throw new ThrownException(
            $"The option `{location.Show()}' is defined multiple times while it's expected to be unique.\n"
            + $"{context.Interpolate(message)}\nDefinition values:{context.Text.ShowDefinitions(definitions)}\n{PriorityHint}");
    }

    private Value MergeEqual(Location location, Definition[] definitions)
    {
        if (definitions.Length == 0) throw new AbortException("This case should never happen.");
        Definition first = definitions[0];
        for (int i = 1; i < definitions.Length; i++)
        {
            if (ValueComparer.Equal(EvalSite.None, definitions[i].Value, first.Value)) continue;
            throw new ThrownException(
                $"The option `{location.Show()}' has conflicting definition values:"
                + $"{context.Text.ShowDefinitions([first, definitions[i]])}\n{PriorityHint}");
        }

        return first.Value.Force();
    }

    private Value MergeDefault(Location location, Definition[] definitions)
    {
        List<Value> values = new(definitions.Length);
        foreach (Definition definition in definitions)
        {
            if (definition.HasValue) values.Add(definition.Value);
        }

        return MergeValues(location.ToList(), values)
            ?? throw new ThrownException(
                $"Cannot merge definitions of `{location.Show()}'. Definition values:{context.Text.ShowDefinitions(definitions)}");
    }

    private Value? MergeValues(NixList location, List<Value> values)
    {
        if (values.Count == 1) return values[0].Force();
        if (All(values, static v => FunctionArguments.IsFunction(EvalSite.None, v))) return MergeFunctions(location, values);
        if (All(values, static v => v.Force() is NixList)) return Concatenate(values);
        if (All(values, static v => v.Force() is AttrSet))
        {
            AttrSet merged = AttrSet.Empty;
            foreach (Value value in values) merged = merged.Update((AttrSet)value.Force());
            return merged;
        }

        if (All(values, static v => v.Force() is NixBool))
        {
            return NixBool.Of(!All(values, static v => ReferenceEquals(v.Force(), NixBool.False)));
        }

        if (All(values, static v => v.Force() is NixString)) return Join(values, "");
        return All(values, static v => v.Force() is NixInt)
            && All(values, v => ValueComparer.Equal(EvalSite.None, v, values[0]))
            ? values[0].Force()
            : null;
    }

    /// <summary>A function whose results are merged in their turn; they are plain values then, without files.</summary>
    private Builtin MergeFunctions(NixList location, List<Value> functions) => new("mergeDefaultOption", (_, argument) =>
    {
        Value[] results = new Value[functions.Count];
        for (int i = 0; i < results.Length; i++) results[i] = Thunk.Apply(functions[i], argument);
        return Default.Call(EvalSite.None, location, new NixList(results));
    })
    { IsLambda = true };

    private static NixList Concatenate(List<Value> lists)
    {
        int count = 0;
        foreach (Value list in lists) count += list.ForceList().Count;
        List<Value> items = new(count);
        foreach (Value list in lists) items.AddRange(list.ForceList().Items);
        return NixList.Of(items);
    }

    /// <summary>Strings with something between them, with the contexts of all.</summary>
    public static NixString Join(IReadOnlyList<Value> strings, string separator)
    {
        if (strings.Count == 1) return strings[0].ForceString();
        StringBuilder text = new();
        StringContext references = StringContext.Empty;
        for (int i = 0; i < strings.Count; i++)
        {
            NixString part = strings[i].ForceString();
            if (i > 0) text.Append(separator);
            text.Append(part.Text);
            references = references.Union(part.Context);
        }

        return new NixString(text.ToString(), references);
    }

    private static bool All(List<Value> values, Func<Value, bool> predicate)
    {
        foreach (Value value in values)
        {
            if (!predicate(value)) return false;
        }

        return true;
    }

    private sealed class UniqueMerge(OptionMerges merges, Value message, Value? merge) : MergeFunction
    {
        public override Value Merge(Location location, Definition[] definitions) => merges.MergeUnique(message, merge, location, definitions);

        public override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
            => (merge?.Force() as MergeFunction)?.Part(location, definitions, name);
    }
}
