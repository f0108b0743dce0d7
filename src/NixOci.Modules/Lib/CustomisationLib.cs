using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// <c>lib.customisation</c>: functions and derivations that can be overridden, and scopes. The calling of packages is in
/// <see cref="PackageCalls"/>.
/// </summary>
internal sealed class CustomisationLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol OverrideAttrs = "overrideAttrs";
    private static readonly Symbol Outputs = "outputs";

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("makeOverridable", (site, function) => MakeOverridable(site, function));
        set.Function("overrideDerivation", (site, derivation, function) => OverrideDerivation(site, derivation, function));
        set.Function("extendDerivation", (site, condition, passthru, derivation) =>
            ExtendDerivation(site, condition, passthru.ForceAttrs(site), derivation.ForceAttrs(site)));
        set.Function("hydraJob", (site, derivation) => HydraJob(site, derivation));
        new PackageCalls(Lib, this).Define(set);
        new PackageScopes(Lib).Define(set);
    }

    /// <summary>A function whose results can be made again with other arguments.</summary>
    public Value MakeOverridable(EvalSite site, Value function)
        => Mirror(function, Lambda.Of((inner, arguments) => Overridable(inner, function, arguments)));

    /// <summary>A function that tells another's arguments.</summary>
    private AttrSet Mirror(Value function, Value body)
        => FunctionArguments.Set(body, new Thunk(() => FunctionArguments.Of(EvalSite.None, Builtins, function)));

    private Value Overridable(EvalSite site, Value function, Value arguments)
    {
        Value result = function.Call(site, arguments);
        Builtin again = Lambda.Of((inner, given) => MakeOverridable(inner, function).Call(inner, Overridden(inner, arguments, given)));
        Value overrider = Mirror(function, again);
        if (result is AttrSet set)
        {
            AttrSetBuilder added = new(3);
            added.Add("override", overrider);
            added.Add("overrideDerivation", Lambda.Of((inner, change) =>
                Changed(inner, function, arguments, (deep, made) => OverrideDerivation(deep, made, change))));
            if (set.Has(OverrideAttrs))
            {
                added.Add(OverrideAttrs, Lambda.Of((inner, change) => Changed(inner, function, arguments, (deep, made) =>
                {
                    AttrSet attrs = made.ForceAttrs(deep);
                    return (attrs[OverrideAttrs] ?? throw LibContext.MissingAttribute(attrs, OverrideAttrs)).Call(deep, change);
                })));
            }

            return set.Update(added.Build());
        }

        return result is Function
            ? FunctionArguments.Set(result, new Thunk(() => FunctionArguments.Of(EvalSite.None, Builtins, result))).With("override", overrider)
            : result;
    }

    /// <summary>The arguments under what overrides them: a set, or a function of the old ones; the arguments may be a function too.</summary>
    private static Value Overridden(EvalSite site, Value arguments, Value given)
    {
        if (FunctionArguments.IsFunction(site, arguments))
        {
            return Lambda.Of((inner, final) => Merge(inner, arguments.Call(inner, final), given));
        }

        return new Thunk(() => Merge(EvalSite.None, arguments, given));
    }

    private static AttrSet Merge(EvalSite site, Value old, Value given)
        => Operators.Update(site, old, FunctionArguments.IsFunction(site, given) ? given.Call(site, old) : given);

    private Value Changed(EvalSite site, Value function, Value arguments, Func<EvalSite, Value, Value> change)
    {
        Value changed = Mirror(function, Lambda.Of((inner, given) => change(inner, new Thunk(() => function.Call(given)))));
        return MakeOverridable(site, changed).Call(site, arguments);
    }

    private AttrSet OverrideDerivation(EvalSite site, Value derivation, Value function)
    {
        AttrSet old = derivation.ForceAttrs(site);
        Value attributes = new Thunk(() => Operators.Update(
            EvalSite.None, Required(old, "drvAttrs"), function.Call(old)));
        Thunk made = new(() => Builtins["derivation"].Call(EvalSite.None, attributes));
        AttrSetBuilder passthru = new();
        passthru.Add("meta", old["meta"] ?? AttrSet.Empty);
        passthru.Add("passthru", old["passthru"] ?? AttrSet.Empty);
        AttrSet kept = Operators.Update(site, passthru.Build(), old["passthru"] ?? AttrSet.Empty);
        if (old.TryGet("__spliced", out Value? spliced))
        {
            kept = kept.With("__spliced", new Thunk(() => spliced.ForceAttrs().Map((_, package) =>
                new Thunk(() => OverrideDerivation(EvalSite.None, package, function)))));
        }

        // The new derivation fails where the old one does.
        Thunk condition = new(() =>
        {
            Required(old, "drvPath").Force();
            return NixBool.True;
        });
        return ExtendDerivation(site, condition, kept, made.ForceAttrs(site));
    }

    private static AttrSet ExtendDerivation(EvalSite site, Value condition, AttrSet passthru, AttrSet derivation)
    {
        Value[] names = (derivation[Outputs] ?? Protocol.Nix.Strings("out")).ForceList(site).Items;
        Value[] outputs = new Value[names.Length];
        AttrSet? common = null;
        AttrSetBuilder byName = new(names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            Value name = names[i];
            outputs[i] = new Thunk(() => Output(common!, condition, passthru, derivation, name));
            byName.Add(name.ForceStringNoContext(site, "while evaluating an attribute name"), outputs[i]);
        }

        common = derivation.Update(byName.Build()).With("all", new NixList(outputs)).Update(passthru);
        return common
            .With("drvPath", Guarded(condition, derivation, "drvPath"))
            .With("outPath", Guarded(condition, derivation, "outPath"));
    }

    private static AttrSet Output(AttrSet common, Value condition, AttrSet passthru, AttrSet derivation, Value name)
    {
        Symbol symbol = name.ForceStringNoContext();
        Thunk own = new(() => Required(derivation, symbol));
        AttrSetBuilder added = new();
        added.Add("type", new Thunk(() => Required(own.ForceAttrs(), "type")));
        added.Add("outputName", new Thunk(() => Required(own.ForceAttrs(), "outputName")));
        added.Add("outputSpecified", NixBool.True);
        added.Add("drvPath", Guarded(condition, own, "drvPath"));
        added.Add("outPath", Guarded(condition, own, "outPath"));
        if (passthru.TryGet(OverrideAttrs, out Value? overrideAttrs))
        {
            added.Add(OverrideAttrs, Lambda.Of((site, change) => Required(overrideAttrs.Call(site, change).ForceAttrs(site), symbol).Force(site)));
        }

        return common.Update(added.Build());
    }

    private static Thunk Guarded(Value condition, Value set, Symbol name) => new(() =>
        condition.Holds(EvalSite.None)
            ? Required(set.ForceAttrs(), name)
            : throw Operators.AssertionFailure("condition", EvalSite.None));

    private Value HydraJob(EvalSite site, Value derivation)
    {
        if (derivation.Force(site) is NixNull) return NixNull.Instance;
        AttrSet package = derivation.ForceAttrs(site);
        Value outputs = package[Outputs] ?? Protocol.Nix.Strings("out");
        AttrSet? common = null;
        AttrSetBuilder members = new();
        foreach (Symbol name in (ReadOnlySpan<Symbol>)["name", "system", "meta"]) members.Add(name, new Thunk(() => Required(package, name)));
        members.Add(Outputs, outputs);
        if (package["_hydraAggregate"]?.Holds(site) ?? false)
        {
            members.Add("_hydraAggregate", NixBool.True);
            members.Add("constituents", new Thunk(() => Builtins.Call(
                EvalSite.None,
                "map",
                Lambda.Of(HydraJob),
                Lib.Member("lists", "flatten").Call(Required(package, "constituents")))));
        }

        Value? first = null;
        foreach (Value output in outputs.ForceList(site).Items)
        {
            Symbol name = output.ForceStringNoContext(site);
            Thunk made = new(() =>
            {
                AttrSet own = Required(package, name).ForceAttrs();
                return common!.Update(Protocol.Nix.Attrs(
                    ("outPath", Required(own, "outPath")),
                    ("drvPath", Required(own, "drvPath")),
                    ("type", new NixString("derivation")),
                    ("outputName", output)));
            });
            first ??= made;
            members.Add(name, made);
        }

        common = members.Build();
        if (first is null) throw site.Error("'builtins.head' called on an empty list");
        return Builtins.Call(site, "deepSeq", first, first);
    }

    private static Value Required(AttrSet set, Symbol name) => set[name] ?? throw LibContext.MissingAttribute(set, name);
}
