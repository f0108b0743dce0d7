using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.misc</c>: functions that nixpkgs keeps for the sake of old code. Merges of sets are in <see cref="OldMerges"/>.</summary>
internal sealed class MiscLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol OutPath = "outPath";
    private static readonly Symbol Key = "key";
    private static readonly AttrTemplate KeyAndValue = new("key", "val");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        DefineAttributes(set);
        DefineFlags(set);
        DefineLists(set);
        DefineClosures(set);
        new OldMerges(Lib).Define(set);
        set.Function("nixType", static (site, value) => new NixString(value.Force(site) switch
        {
            AttrSet attrs => attrs.Has(OutPath) ? "derivation" : "attrs",
            Function => "function",
            NixList => "list",
            NixBool => "bool",
            NixNull => "null",
            NixInt => "int",
            _ => "string",
        }));
        set.Lazy("imap", () => Lib.Member("lists", "imap1"));
        set.Constant("fakeHash", new NixString("sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        set.Constant("fakeSha256", new NixString(new string('0', 64)));
        set.Constant("fakeSha512", new NixString(new string('0', 128)));
    }

    private void DefineAttributes(LibSet set)
    {
        set.Function("maybeEnv", (site, name, fallback) =>
        {
            NixString value = Builtins.Call(site, "getEnv", name).ForceString(site);
            return value.Text.Length == 0 ? fallback.Force(site) : value;
        });
        set.Function("maybeAttr", static (site, name, fallback, attrs) => MaybeAttr(site, name, fallback, attrs));
        set.Function("maybeAttrNullable", static (site, name, fallback, attrs) => MaybeAttr(site, name, fallback, attrs));
        set.Function("nvs", static (site, name, value) => Single(site, name, value));
        set.Function("setAttr", static (site, attrs, name, value) => Operators.Update(site, attrs, Single(site, name, value)));
        set.Function("setAttrMerge", 4, static (site, given) => OldMerges.SetAttrMerge(site, given[0], given[1], given[2], given[3]));
        set.Lazy("mapAttrsFlatten", () => Lib.Warn(
            EvalSite.None,
            "lib.misc.mapAttrsFlatten is deprecated, please use lib.attrsets.mapAttrsToList instead.",
            Lib.Member("attrsets", "mapAttrsToList")));
    }

    private static void DefineFlags(LibSet set)
    {
        set.Function("ifEnable", static (site, condition, value) => condition.Holds(site)
            ? value.Force(site)
            : value.Force(site) switch
            {
                NixList => NixList.Empty,
                AttrSet => AttrSet.Empty,
                NixBool => NixBool.False,
                _ => NixNull.Instance,
            });
        set.Function("checkFlag", static (site, attrs, name) => CheckFlag(site, attrs, name));
        set.Function("getValue", static (site, attrs, defaults, name) => FlagValue(site, attrs, defaults.ForceList(site).Items, name));
        set.Function("checkReqs", static (site, attrs, defaults, conditions) =>
        {
            foreach (Value condition in conditions.ForceList(site).Items)
            {
                Value[] parts = condition.ForceList(site).Items;
                if (!CheckFlag(site, attrs, parts[0]).Holds(site)) continue;
                foreach (Value required in parts[1..])
                {
                    Value value = FlagValue(site, attrs, defaults.ForceList(site).Items, required);
                    if (value is NixNull or NixBool { Value: false }) return NixBool.False;
                }
            }

            return NixBool.True;
        });
    }

    private void DefineLists(LibSet set)
    {
        set.Function("uniqList", ["inputList", "acc?"], static (site, given) =>
            UniqueBeyond(site, given["inputList"]!.ForceList(site).Items, (given["acc"] ?? NixList.Empty).ForceList(site).Items));
        set.Function("uniqListExt", ["inputList", "outputList?", "getter?", "compare?"], static (site, given) => UniqueBy(site, given));
        set.Function("condConcat", (site, text, list, check) =>
        {
            Value result = text;
            Value[] items = list.ForceList(site).Items;
            for (int i = 0; i + 1 < items.Length; i += 2)
            {
                if (check.Call(site, items[i]).Holds(site)) result = Lib.Plus(site, result, items[i + 1]);
            }

            return result.Force(site);
        });
        set.Function("lazyGenericClosure", ["startSet", "operator"], static (site, given) =>
            LazyClosure(site, given["startSet"]!, given["operator"]!));
        set.Function("innerModifySumArgs", 4, static (site, given) => ModifySum(site, given[0], given[1], given[2], given[3]));
        set.Function("modifySumArgs", static (_, function, added) => Lambda.Of((site, given) =>
            ModifySum(site, function, added, AttrSet.Empty, given)));
    }

    private void DefineClosures(LibSet set)
    {
        set.Function("innerClosePropagation", static (site, found, packages) =>
            Propagated(site, found.ForceList(site).Items, packages.ForceList(site).Items));
        set.Function("closePropagationSlow", static (site, packages) =>
            UniqueBeyond(site, Propagated(site, [], packages.ForceList(site).Items).Items, []));
        set.Function("closePropagationFast", (site, packages) => ClosePropagation(site, packages));
        set.Function("closePropagation", (site, packages) => ClosePropagation(site, packages));
    }

    /// <summary>An attribute, or a value where there is none.</summary>
    public static Value MaybeAttr(EvalSite site, Value name, Value fallback, Value attrs)
    {
        Symbol symbol = name.ForceStringNoContext(site, "while evaluating an attribute name");
        return ((attrs.Force(site) as AttrSet)?[symbol] ?? fallback).Force(site);
    }

    /// <summary>A set of one attribute.</summary>
    public static AttrSet Single(EvalSite site, Value name, Value value)
        => new AttrSetBuilder(1).Add(name.ForceStringNoContext(site), value).Build();

    private static Value CheckFlag(EvalSite site, Value attrs, Value name)
    {
        string flag = name.ForceStringNoContext(site);
        if (flag is "true" or "false") return NixBool.Of(flag == "true");
        AttrSet? set = attrs.Force(site) as AttrSet;
        foreach (Value item in (set?["flags"] ?? NixList.Empty).ForceList(site).Items)
        {
            if (Operators.AreEqual(site, name, item)) return NixBool.True;
        }

        return (set?[flag] ?? NixBool.False).Force(site);
    }

    private static Value FlagValue(EvalSite site, Value attrs, ReadOnlySpan<Value> defaults, Value name)
    {
        if ((attrs.Force(site) as AttrSet)?[name.ForceStringNoContext(site)] is { } given) return given.Force(site);
        if (CheckFlag(site, attrs, name).Holds(site)) return NixBool.True;
        foreach (Value entry in defaults)
        {
            Value[] pair = entry.ForceList(site).Items;
            if (Operators.AreEqual(site, pair[0], name)) return pair[1].Force(site);
        }

        return NixNull.Instance;
    }

    private static NixList UniqueBeyond(EvalSite site, Value[] items, Value[] known)
    {
        List<Value> seen = [.. known];
        Membership members = new(seen);
        List<Value> unique = [];
        foreach (Value item in items)
        {
            if (members.Contains(site, item)) continue;
            seen.Add(item);
            unique.Add(item);
        }

        return NixList.Of(unique);
    }

    private static NixList UniqueBy(EvalSite site, AttrSet given)
    {
        Value? getter = given["getter"], compare = given["compare"];
        List<Value> output = [.. (given["outputList"] ?? NixList.Empty).ForceList(site).Items];
        foreach (Value item in given["inputList"]!.ForceList(site).Items)
        {
            bool isKnown = false;
            foreach (Value other in output)
            {
                Value left = getter?.Call(site, other) ?? other, right = getter?.Call(site, item) ?? item;
                isKnown = compare?.Call(site, left, right).Holds(site) ?? Operators.AreEqual(site, left, right);
                if (isKnown) break;
            }

            if (!isKnown) output.Add(item);
        }

        return NixList.Of(output);
    }

    private static NixList LazyClosure(EvalSite site, Value start, Value operation)
    {
        Queue<Value> work = new(start.ForceList(site).Items);
        List<Value> done = [];
        Membership keys = new(done);
        List<Value> result = [];
        while (work.TryDequeue(out Value? item))
        {
            AttrSet set = item.ForceAttrs(site);
            Value key = set[Key] ?? throw LibContext.MissingAttribute(set, Key);
            if (keys.Contains(site, key)) continue;
            done.Add(key);
            result.Add(item);
            foreach (Value next in operation.Call(site, item).ForceList(site).Items) work.Enqueue(next);
        }

        result.Reverse();
        return NixList.Of(result);
    }

    private static Value ModifySum(EvalSite site, Value function, Value added, Value sum, Value given)
    {
        if (given.Force(site) is NixNull) return Operators.Update(site, function.Call(site, sum, given), added);
        AttrSet larger = Operators.Update(site, sum, given);
        return Lambda.Of((inner, next) => ModifySum(inner, function, added, larger, next));
    }

    private static NixList Propagated(EvalSite site, Value[] found, Value[] packages)
    {
        List<Value> result = [.. found];
        LinkedList<Value> todo = new(packages);
        while (todo.First is { } first)
        {
            todo.RemoveFirst();
            if (first.Value.Force(site) is not AttrSet package) continue;
            result.Insert(0, package);
            Value[] next = [.. Inputs(site, package), .. todo];
            todo = new LinkedList<Value>(UniqueBeyond(site, next, [.. result]).Items);
        }

        return NixList.Of(result);
    }

    private NixList ClosePropagation(EvalSite site, Value packages)
    {
        Builtin operation = Lambda.Of((inner, item) => item.ForceAttrs(inner)["val"]!.Force(inner) is AttrSet package
            ? Keyed(inner, Inputs(inner, package))
            : NixList.Empty);
        AttrSet closure = Protocol.Nix.Attrs(("startSet", Keyed(site, packages.ForceList(site).Items)), ("operator", operation));
        Value[] found = Builtins.Call(site, "genericClosure", closure).ForceList(site).Items;
        Value[] result = new Value[found.Length];
        for (int i = 0; i < result.Length; i++) result[i] = found[i].ForceAttrs(site)["val"]!;
        return NixList.Of([.. result]);
    }

    private static NixList Keyed(EvalSite site, IEnumerable<Value> packages)
    {
        List<Value> keyed = [];
        foreach (Value package in packages)
        {
            if (package.Force(site) is NixNull) continue;
            AttrSet set = package.ForceAttrs(site);
            keyed.Add(KeyAndValue.Create(new Thunk(() => set[OutPath] ?? throw LibContext.MissingAttribute(set, OutPath)), package));
        }

        return NixList.Of(keyed);
    }

    private static IEnumerable<Value> Inputs(EvalSite site, AttrSet package)
    {
        foreach (Value input in (package["propagatedBuildInputs"] ?? NixList.Empty).ForceList(site).Items) yield return input;
        foreach (Value input in (package["propagatedNativeBuildInputs"] ?? NixList.Empty).ForceList(site).Items) yield return input;
    }
}
