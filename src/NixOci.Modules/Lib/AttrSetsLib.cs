using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// <c>lib.attrsets</c>: attribute sets are built, mapped and filtered. Paths into them are in <see cref="AttrSetPaths"/>, merges
/// in <see cref="AttrSetMerges"/>.
/// </summary>
internal sealed class AttrSetsLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol TypeAttr = "type";
    private static readonly Symbol Out = "out";
    private static readonly Symbol OutputSpecified = "outputSpecified";
    private static readonly AttrTemplate NameAndValue = new("name", "value");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Builtins(
            "attrNames", "listToAttrs", "hasAttr", "isAttrs", "getAttr", "removeAttrs", "intersectAttrs", "attrValues", "catAttrs",
            "mapAttrs", "zipAttrsWith");
        DefineSelections(set);
        DefineMaps(set);
        DefineOutputs(set);
        new AttrSetPaths(Lib).Define(set);
        new AttrSetMerges(Lib).Define(set);
    }

    /// <summary>A pair as <c>listToAttrs</c> takes it.</summary>
    public static AttrSet NameValuePair(Value name, Value value) => NameAndValue.Create(name, value);

    /// <summary>Whether a forced value is a derivation.</summary>
    public static bool IsDerivation(EvalSite site, Value value)
        => value is AttrSet set && set.TryGet(TypeAttr, out Value? type) && type.Force(site) is NixString { Text: "derivation" };

    /// <summary>An output of a package; its <c>out</c>, or the package itself, where there is no such output.</summary>
    public static Value Output(EvalSite site, Value package, Value output)
    {
        Value forced = package.Force(site);
        if (forced is not AttrSet set || (set.TryGet(OutputSpecified, out Value? specified) && specified.Holds(site))) return forced;
        output.ForceStringNoContext(site, "while evaluating an attribute name");
        Value? found = set[output.ForceString(site).AsSymbol()] ?? set[Out];
        return found is null ? set : found.Force(site);
    }

    private void DefineSelections(LibSet set)
    {
        set.Function("attrVals", (site, names, attrs) =>
            Builtins.Call(site, "map", Lambda.Of((inner, name) => Select(inner, attrs, name)), names));
        set.Function("getAttrs", (site, names, attrs) => Generate(site, names, (inner, name) => Select(inner, attrs, name)));
        set.Function("filterAttrs", static (site, predicate, attrs) => Filter(site, predicate, attrs.ForceAttrs(site)));
        set.Function("filterAttrsRecursive", static (site, predicate, attrs) => FilterDeeply(site, predicate, attrs.ForceAttrs(site)));
        set.Function("collect", static (site, predicate, value) =>
        {
            List<Value> found = [];
            Collect(site, predicate, value, found);
            return NixList.Of(found);
        });
        set.Function("nameValuePair", static (_, name, value) => NameValuePair(name, value));
        set.Function("optionalAttrs", static (site, condition, attrs) => condition.Holds(site) ? attrs.Force(site) : AttrSet.Empty);
        set.Function("isDerivation", static (site, value) => NixBool.Of(IsDerivation(site, value.Force(site))));
        set.Function("toDerivation", ToDerivation);
    }

    private void DefineMaps(LibSet set)
    {
        set.Function("mapAttrs'", (site, function, attrs) => Builtins.Call(site, "listToAttrs", MapToList(site, function, attrs)));
        set.Function("mapAttrsToList", static (site, function, attrs) => MapToList(site, function, attrs));
        set.Function("attrsToList", static (site, attrs) =>
        {
            List<Value> pairs = [];
            foreach ((Symbol name, Value value) in attrs.ForceAttrs(site).ByName) pairs.Add(NameValuePair(name.AsString, value));
            return NixList.Of(pairs);
        });
        set.Function("concatMapAttrs", static (site, function, attrs) =>
        {
            AttrSet result = AttrSet.Empty;
            foreach ((Symbol name, Value value) in attrs.ForceAttrs(site).ByName)
            {
                result = Operators.Update(site, result, function.Call(site, name.AsString, value));
            }

            return result;
        });
        set.Function("mapAttrsRecursive", static (site, function, attrs) =>
            MapDeeply(site, null, function, NixList.Empty, attrs.ForceAttrs(site)));
        set.Function("mapAttrsRecursiveCond", static (site, condition, function, attrs) =>
            MapDeeply(site, condition, function, NixList.Empty, attrs.ForceAttrs(site)));
        set.Function("genAttrs", (site, names, function) => Generate(site, names, (inner, name) => function.Call(inner, name)));
        set.Function("foldlAttrs", static (site, function, start, attrs) =>
        {
            Value result = start;
            foreach ((Symbol name, Value value) in attrs.ForceAttrs(site).ByName)
            {
                result = function.Call(site, result, name.AsString).Call(site, value);
            }

            return result.Force(site);
        });
        set.Function("cartesianProduct", (site, lists) => CartesianProduct(site, lists));
        set.Function("mapCartesianProduct", (site, function, lists) => Builtins.Call(site, "map", function, CartesianProduct(site, lists)));
        set.Lazy("cartesianProductOfSets", () => Lib.Warn(
            EvalSite.None,
            "lib.cartesianProductOfSets is a deprecated alias of lib.cartesianProduct.",
            Lambda.Of((site, lists) => CartesianProduct(site, lists))));
        set.Function("recurseIntoAttrs", static (site, attrs) => attrs.ForceAttrs(site).With("recurseForDerivations", NixBool.True));
        set.Function("dontRecurseIntoAttrs", static (site, attrs) => attrs.ForceAttrs(site).With("recurseForDerivations", NixBool.False));
    }

    private void DefineOutputs(LibSet set)
    {
        set.Function("getOutput", static (site, output, package) => Output(site, package, output));
        set.Function("getFirstOutput", static (site, candidates, package) => FirstOutput(site, candidates, package));
        DefineOutput(set, "getBin", "bin");
        DefineOutput(set, "getLib", "lib");
        DefineOutput(set, "getDev", "dev");
        DefineOutput(set, "getMan", "man");
        DefineFirstOutput(set, "getStatic", "static", "lib", "out");
        DefineFirstOutput(set, "getInclude", "include", "dev", "out");
        set.Function("chooseDevOutputs", (site, packages) =>
            Builtins.Call(site, "map", Lambda.Of(static (inner, package) => Output(inner, package, new NixString("dev"))), packages));
    }

    private static void DefineOutput(LibSet set, string function, string output)
        => set.Function(function, (site, package) => Output(site, package, new NixString(output)));

    private static void DefineFirstOutput(LibSet set, string function, params ReadOnlySpan<string> outputs)
    {
        NixList candidates = Protocol.Nix.Strings(outputs.ToArray());
        set.Function(function, (site, package) => FirstOutput(site, candidates, package));
    }

    private static Value Select(EvalSite site, Value attrs, Value name)
    {
        AttrSet set = attrs.ForceAttrs(site, "while selecting an attribute");
        Symbol symbol = name.ForceStringNoContext(site, "while evaluating an attribute name");
        return (set[symbol] ?? throw LibContext.MissingAttribute(set, symbol)).Force(site);
    }

    private static NixList MapToList(EvalSite site, Value function, Value attrs)
    {
        AttrSet set = attrs.ForceAttrs(site, "while evaluating the argument passed to builtins.attrNames");
        if (set.Count == 0) return NixList.Empty;
        Value[] results = new Value[set.Count];
        int n = 0;
        foreach ((Symbol name, Value value) in set.ByName) results[n++] = Thunk.Apply(function, name.AsString, value);
        return new NixList(results);
    }

    private Value Generate(EvalSite site, Value names, Func<EvalSite, Value, Value> compute)
    {
        Value[] items = names.ForceList(site, "while evaluating the second argument passed to builtins.map").Items;
        Value[] pairs = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            Value name = items[i];
            pairs[i] = NameValuePair(name, new Thunk(() => compute(EvalSite.None, name)));
        }

        return Builtins.Call(site, "listToAttrs", new NixList(pairs));
    }

    private static AttrSet Filter(EvalSite site, Value predicate, AttrSet set)
    {
        AttrSetBuilder kept = new(set.Count);
        foreach ((Symbol name, Value value) in set.ByName)
        {
            if (predicate.Call(site, name.AsString, value).Holds(site)) kept.Add(name, value, set.PositionOf(name));
        }

        return kept.Build();
    }

    private static AttrSet FilterDeeply(EvalSite site, Value predicate, AttrSet set)
        => Filter(site, predicate, set).Map((_, value) => new Thunk(() =>
            value.Force() is AttrSet inner ? FilterDeeply(EvalSite.None, predicate, inner) : value));

    private static void Collect(EvalSite site, Value predicate, Value value, List<Value> found)
    {
        EvalStack.EnsureSpace(site);
        if (predicate.Call(site, value).Holds(site))
        {
            found.Add(value);
        }
        else if (value.Force(site) is AttrSet set)
        {
            foreach ((_, Value inner) in set.ByName) Collect(site, predicate, inner, found);
        }
    }

    private static AttrSet MapDeeply(EvalSite site, Value? condition, Value function, NixList path, AttrSet set)
    {
        _ = site;
        return set.Map((name, value) => new Thunk(() =>
        {
            NixList here = Operators.Append(path, name.AsString);
            return value.Force() is AttrSet inner && (condition is null || condition.Call(inner).Holds(EvalSite.None))
                ? MapDeeply(EvalSite.None, condition, function, here, inner)
                : function.Call(here, value);
        }));
    }

    private static NixList CartesianProduct(EvalSite site, Value lists)
    {
        List<Value> product = [AttrSet.Empty];
        foreach ((Symbol name, Value values) in lists.ForceAttrs(site).ByName)
        {
            if (product.Count == 0) break;
            NixList items = values.ForceList(site);
            List<Value> larger = new(product.Count * items.Count);
            foreach (Value partial in product)
            {
                foreach (Value item in items.Items) larger.Add(((AttrSet)partial).With(name, item));
            }

            product = larger;
        }

        return NixList.Of(product);
    }

    private static Value FirstOutput(EvalSite site, Value candidates, Value package)
    {
        AttrSet? set = package.Force(site) as AttrSet;
        if (set is not null && set.TryGet(OutputSpecified, out Value? specified) && specified.Holds(site)) return set;
        Value? found = null;
        foreach (Value candidate in candidates.ForceList(site).Items)
        {
            string name = candidate.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.hasAttr");
            set ??= package.ForceAttrs(site, "while evaluating the second argument passed to builtins.hasAttr");
            found ??= set[name];
        }

        return (found ?? package).Force(site);
    }

    private Value ToDerivation(EvalSite site, Value path)
    {
        NixString outPath = Builtins.Call(site, "storePath", path).ForceString(site);
        Value baseName = Builtins.Call(site, "baseNameOf", outPath);
        Value afterHash = Builtins.Call(site, "substring", NixInt.Of(33), NixInt.Of(-1), baseName);
        AttrSet? derivation = null;
        return derivation = Protocol.Nix.Attrs(
            ("type", new NixString("derivation")),
            ("name", Lib.Member("strings", "sanitizeDerivationName").Call(site, afterHash)),
            ("outPath", outPath),
            ("outputs", Protocol.Nix.Strings("out")),
            ("out", new Thunk(() => derivation!)),
            ("outputName", new NixString("out")));
    }
}
