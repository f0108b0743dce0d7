using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that apply a function to all attributes, or tell a function's own.</summary>
internal static class AttrSetMappingBuiltins
{
    public static void Register(BuiltinTable table)
    {
        table.Add("__mapAttrs", Map);
        table.Add("__zipAttrsWith", ZipWith);
        table.Add("__functionArgs", FunctionArguments);
    }

    private static Value Map(EvalSite site, Value function, Value set)
    {
        AttrSet attrs = set.ForceAttrs(site, "while evaluating the second argument passed to builtins.mapAttrs");
        if (attrs.Count == 0) return AttrSet.Empty;
        Value[] values = new Value[attrs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Thunk.Apply(function, attrs.Shape.Names[i].AsString, attrs.Values[i]);
        }

        return new AttrSet(attrs.Shape.WithoutPositions, values);
    }

    private static Value ZipWith(EvalSite site, Value function, Value list)
    {
        const string Element = "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith";
        Value f = function.ForceFunction(site, "while evaluating the first argument passed to builtins.zipAttrsWith");
        NixList items = list.ForceList(site, "while evaluating the second argument passed to builtins.zipAttrsWith");
        Dictionary<Symbol, List<Value>> groups = [];
        for (int i = 0; i < items.Count; i++)
        {
            AttrSet attrs = items[i].ForceAttrs(site, Element);
            for (int j = 0; j < attrs.Count; j++)
            {
                Symbol name = attrs.Shape.Names[j];
                if (!groups.TryGetValue(name, out List<Value>? group)) groups.Add(name, group = []);
                group.Add(attrs.Values[j]);
            }
        }

        AttrSetBuilder result = new(groups.Count);
        foreach ((Symbol name, List<Value> group) in groups)
        {
            result.Add(name, Thunk.Apply(f, name.AsString, NixList.Of(group)));
        }

        return result.Build();
    }

    private static Value FunctionArguments(EvalSite site, Value function)
    {
        Value f = function.Force(site);
        IReadOnlyList<KeyValuePair<Symbol, bool>>? formals = f switch
        {
            Closure closure => closure.Formals,
            Builtin builtin => builtin.Formals,
            PartialBuiltin => null,
            _ => throw new TypeException("'functionArgs' requires a function", site.Position),
        };
        if (formals is null) return AttrSet.Empty;
        AttrSetBuilder result = new(formals.Count);
        foreach ((Symbol name, bool hasDefault) in formals)
        {
            result.Add(name, NixBool.Of(hasDefault), f is Closure closure ? closure.FormalPosition(name) : default);
        }

        return result.Build();
    }
}
