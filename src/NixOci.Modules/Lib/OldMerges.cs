using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.misc</c> that merges attribute sets with functions chosen by name.</summary>
internal sealed class OldMerges(LibContext lib)
{
    private static readonly Symbol MergeAttrBy = "mergeAttrBy";

    private static readonly string[] Lists =
    [
        "nativeBuildInputs", "buildInputs", "propagatedBuildInputs", "configureFlags", "prePhases", "postAll", "patches",
    ];

    private static readonly string[] Sets = ["passthru", "meta", "cfg", "flags"];
    private static readonly string[] Texts = ["preConfigure", "postInstall"];

    public void Define(LibSet set)
    {
        set.Function("defaultMergeArg", static (site, old, given) => MergeArgument(site, old, given));
        set.Function("defaultMerge", static (site, old, given) => Operators.Update(site, old, MergeArgument(site, old, given)));
        set.Function("foldArgs", 4, static (site, given) => FoldArguments(site, given[0], given[1], given[2], given[3]));
        set.Function("mergeAttrsWithFunc", static (site, function, first, second) => MergeWith(
            site, first, second, (a, b) => new Thunk(() => function.Call(a, b))));
        set.Function("mergeAttrsConcatenateValues", static (site, first, second) => ConcatenateValues(site, first, second));
        set.Function("mergeAttrsNoOverride", ["mergeLists?", "overrideSnd?"], static (_, given) => Lambda.Of((site, first, second) =>
            MergeWithoutOverride(site, given, first.ForceAttrs(site), second.ForceAttrs(site))));
        set.Function("mergeAttrByFunc", static (site, first, second) => MergeByName(site, first, second));
        set.Function("mergeAttrsByFuncDefaults", (site, sets) => MergeByDefaults(site, sets));
        set.Function("mergeAttrsByFuncDefaultsClean", (site, sets) =>
            MergeByDefaults(site, sets).Where(static (name, _) => name != MergeAttrBy));
        set.Lazy(MergeAttrBy.Text, DefaultFunctions);
    }

    /// <summary>A set with one attribute replaced by what a function makes of it.</summary>
    public static Value SetAttrMerge(EvalSite site, Value name, Value fallback, Value attrs, Value function)
        => Operators.Update(site, attrs, MiscLib.Single(site, name, new Thunk(() =>
            function.Call(new Thunk(() => MiscLib.MaybeAttr(EvalSite.None, name, fallback, attrs))))));

    private static Value MergeArgument(EvalSite site, Value old, Value given)
        => given.Force(site) is AttrSet set ? set : given.Call(site, old);

    private static AttrSet FoldArguments(EvalSite site, Value merger, Value function, Value initial, Value given)
    {
        Value argument = merger.Call(site, initial, new Thunk(() => MergeArgument(EvalSite.None, initial, given)));
        Builtin again = Lambda.Of((inner, next) => FoldArguments(inner, merger, function, argument, next));
        Builtin describe = Lambda.Of((inner, passthru) =>
        {
            AttrSet old = passthru.ForceAttrs(inner);
            Thunk arguments = new(() => Operators.Update(
                EvalSite.None, ((old["passthru"]?.Force() as AttrSet)?["args"]) ?? AttrSet.Empty, given));
            return old.With("function", again).With("args", arguments);
        });
        return SetAttrMerge(site, new NixString("passthru"), AttrSet.Empty, function.Call(site, argument), describe)
            .ForceAttrs(site)
            .With("override", again);
    }

    private static AttrSet MergeWith(EvalSite site, Value first, Value second, Func<Value, Value, Value> merge)
    {
        AttrSet left = first.ForceAttrs(site), right = second.ForceAttrs(site);
        AttrSet all = right.Update(left);
        AttrSetBuilder merged = new(right.Count);
        foreach (Symbol name in right.Names) merged.Add(name, merge(all[name]!, right[name]!));
        return all.Update(merged.Build());
    }

    private static AttrSet ConcatenateValues(EvalSite site, Value first, Value second) => MergeWith(
        site, first, second, static (a, b) => new Thunk(() => Operators.Concat(EvalSite.None, ToList(a), ToList(b))));

    private static NixList ToList(Value value) => value.Force() as NixList ?? new NixList([value]);

    private static AttrSet MergeWithoutOverride(EvalSite site, AttrSet given, AttrSet first, AttrSet second)
    {
        NixList lists = (given["mergeLists"] ?? Protocol.Nix.Strings("buildInputs", "propagatedBuildInputs")).ForceList(site);
        NixList overridden = (given["overrideSnd"] ?? Protocol.Nix.Strings("buildPhase")).ForceList(site);
        Membership isList = new(lists.Items), isOverridden = new(overridden.Items);
        AttrSetBuilder merged = new(second.Count);
        foreach (Symbol name in second.Names)
        {
            Value own = second[name]!;
            if (!first.TryGet(name, out Value? old))
            {
                merged.Add(name, own);
                continue;
            }

            NixString text = new(name.Text);
            merged.Add(name, new Thunk(() => isList.Contains(EvalSite.None, text)
                ? Operators.Concat(EvalSite.None, own, old)
                : isOverridden.Contains(EvalSite.None, text)
                    ? old
                    : throw new ThrownException($"error mergeAttrsNoOverride, attribute {name.Text} given in both attributes - no merge func "
                        + "defined")));
        }

        return first.Update(merged.Build());
    }

    private static AttrSet MergeByName(EvalSite site, Value first, Value second)
    {
        AttrSet left = first.ForceAttrs(site), right = second.ForceAttrs(site);
        AttrSet functions = Protocol.Nix.Attrs(("mergeAttrBy", Lambda.Of(static (inner, a, b) => Operators.Update(inner, a, b))));
        functions = Operators.Update(site, functions, left[MergeAttrBy] ?? AttrSet.Empty);
        functions = Operators.Update(site, functions, right[MergeAttrBy] ?? AttrSet.Empty);
        AttrSetBuilder merged = new();
        foreach (Symbol name in functions.Names)
        {
            Value? a = left[name], b = right[name];
            if (a is not null && b is not null) merged.Add(name, Thunk.Apply(functions[name]!, a, b));
            else if ((a ?? b) is { } only) merged.Add(name, only);
        }

        return left.Update(right).Update(merged.Build());
    }

    private AttrSet MergeByDefaults(EvalSite site, Value sets)
    {
        AttrSet result = Protocol.Nix.Attrs(("mergeAttrBy", lib.Member("misc", MergeAttrBy)));
        foreach (Value set in sets.ForceList(site).Items) result = MergeByName(site, result, set);
        return result;
    }

    private AttrSet DefaultFunctions()
    {
        AttrSetBuilder functions = new();
        foreach (string name in Lists) functions.Add(name, Lambda.Of(static (site, a, b) => Operators.Concat(site, a, b)));
        foreach (string name in Sets) functions.Add(name, Lambda.Of(static (site, a, b) => Operators.Update(site, a, b)));
        foreach (string name in Texts) functions.Add(name, Lambda.Of((site, a, b) => lib.Join(site, "\n", [a, b])));
        return functions.Build();
    }
}
