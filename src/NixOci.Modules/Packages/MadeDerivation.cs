using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>A derivation with what its attributes are computed of.</summary>
internal sealed class MadeDerivation
{
    private static readonly string[] OnlyOut = ["out"];
    private static readonly NixList OnlyOutList = Nix.Strings(OnlyOut);
    private static readonly string[] UsualOutputs = ["bin", "dev", "doc", "info", "lib", "man", "static"];
    private static readonly NixString Type = Nix.Str("derivation");
    private static readonly Symbol OutputsName = "outputs", PassthruName = "passthru", MetaName = "meta", NameName = "name";

    private static readonly AttrTemplate Attributes = new(
        "type", "name", "system", "outputs", "drvAttrs", "drvPath", "meta", "passthru", "all", "overrideAttrs", "overrideDerivation",
        "override", "inputDerivation");

    private static readonly AttrTemplate AttributesAndOut = new(
        "type", "name", "system", "outputs", "drvAttrs", "drvPath", "meta", "passthru", "all", "overrideAttrs", "overrideDerivation",
        "override", "inputDerivation", "out", "outputName", "outPath");

    private static readonly AttrTemplate Output = new("outputName", "outPath");
    private static readonly AttrTemplate SpecifiedOutput = new("outputName", "outPath", "outputSpecified");

    private readonly DerivationMaker _maker;
    private readonly AttrSet _arguments;
    private readonly DerivationKind _kind;
    private readonly AttrSet? _overrides;
    private readonly string[] _outputs;
    private readonly Thunk _name;

    /// <param name="maker">Makes derivations.</param>
    /// <param name="arguments">What <c>mkDerivation</c> is given.</param>
    /// <param name="kind">What it would make.</param>
    /// <param name="overrides">What <c>override</c> was given so far.</param>
    public MadeDerivation(DerivationMaker maker, AttrSet arguments, DerivationKind kind, AttrSet? overrides)
    {
        _maker = maker;
        _arguments = arguments;
        _kind = kind;
        _overrides = overrides;
        _outputs = OutputsOf(arguments);
        _name = Lazy(Attribute.Name);
        Set = Describe();
    }

    /// <summary>The derivation as Nix code sees it.</summary>
    public AttrSet Set { get; }

    private AttrSet Describe()
    {
        Value? passthru = _arguments[PassthruName];
        NixList outputs = ReferenceEquals(_outputs, OnlyOut) ? OnlyOutList : Nix.Strings(_outputs);
        Thunk path = Lazy(Attribute.DerivationPath), meta = Lazy(Attribute.Meta), all = Lazy(Attribute.All);
        Thunk attrs = Lazy(Attribute.OverrideAttrs), derivation = Lazy(Attribute.OverrideDerivation), arguments = Lazy(Attribute.Override);
        Thunk input = Lazy(Attribute.InputDerivation);
        if (ReferenceEquals(_outputs, OnlyOut) && !_kind.HasUsualOutputs && passthru is null)
        {
            return _arguments.Update(AttributesAndOut.Create(
                Type, _name, _maker.System, outputs, _arguments, path, meta, AttrSet.Empty, all, attrs, derivation, arguments, input,
                Lazy(Attribute.Output, "out"), Nix.Str("out"), Lazy(Attribute.OutPath, "out")));
        }

        AttrSet set = _arguments.Update(Attributes.Create(
            Type, _name, _maker.System, outputs, _arguments, path, meta, passthru ?? AttrSet.Empty, all, attrs, derivation, arguments, input));
        AttrSetBuilder selected = new(UsualOutputs.Length + _outputs.Length);
        if (_kind.HasUsualOutputs)
        {
            string fallback = Array.IndexOf(_outputs, "out") >= 0 ? "out" : _outputs[0];
            foreach (string usual in UsualOutputs) selected.Add(usual, Lazy(Attribute.Output, fallback));
        }

        foreach (string output in _outputs) selected.Add(output, Lazy(Attribute.Output, output));
        set = set.Update(selected.Build());
        if (passthru is not null) set = set.Update(passthru.ForceAttrs());
        return set.Update(Output.Create(Nix.Str(_outputs[0]), Lazy(Attribute.OutPath, _outputs[0])));
    }

    private Thunk Lazy(Attribute attribute, string output = "") => new(new LazyAttribute(this, attribute, output));

    private Value Compute(Attribute attribute, string output) => attribute switch
    {
        Attribute.Name => NameOf(_arguments),
        Attribute.DerivationPath => DerivationPath(),
        Attribute.Meta => Meta(),
        Attribute.All => All(),
        Attribute.OverrideAttrs => Nix.Function("overrideAttrs", OverrideAttrs),
        Attribute.OverrideDerivation => Nix.Function(
            "overrideDerivation", change => Make(_arguments.Update(change.Call(Set).ForceAttrs()), _overrides)),
        Attribute.Override => Nix.Function("override", given => Make(_arguments, Override(given))),
        Attribute.InputDerivation => Set,
        Attribute.Output => Specified(output),
        Attribute.OutPath => OutPath(output),
        _ => throw new InvalidOperationException($"no attribute {attribute}"),
    };

    private AttrSet Make(AttrSet arguments, AttrSet? overrides) => _maker.Make(arguments, _kind, overrides);

    private AttrSet Specified(string output)
        => Set.Update(SpecifiedOutput.Create(Nix.Str(output), Lazy(Attribute.OutPath, output), NixBool.True));

    private NixList All()
    {
        Value[] all = new Value[_outputs.Length];
        for (int i = 0; i < all.Length; i++) all[i] = Specified(_outputs[i]);
        return Nix.List(all);
    }

    /// <summary>What tells the derivation from others. It holds all of its texts, and hardly any derivation is asked for it twice.</summary>
    private string FingerprintText() => Fingerprint.Of(
        _kind.Label, _overrides is null ? _arguments : _arguments.Update(Nix.Attrs(("override", _overrides))));

    private NixString OutPath(string output)
    {
        string outputName = _name.ForceString().Text;
        if (output != "out") outputName += "-" + output;
        string path = SymbolicStore.PathOf(FingerprintText() + "\n" + output, outputName);
        _maker.Store.Add(_kind.Describe(_arguments, path, outputName, output));
        return new NixString(path, StringContext.Of(path));
    }

    private NixString DerivationPath()
    {
        string path = SymbolicStore.PathOf(FingerprintText() + "\ndrv", _name.ForceString().Text + ".drv");
        return new NixString(path, StringContext.Of(path));
    }

    private static NixString NameOf(AttrSet arguments)
    {
        if (arguments[NameName] is { } name)
        {
            return Sanitized(name.ForceString(context: "while evaluating the derivation attribute 'name'").Text);
        }

        Value? pname = arguments["pname"];
        if (pname is null) throw new EvalException("attribute 'name' missing");
        string version = arguments["version"] is { } value ? "-" + value.ForceString().Text : "";
        return Sanitized(pname.ForceString().Text + version);
    }

    private static NixString Sanitized(string name) => Nix.Str(StoreNames.Sanitize(name));

    private AttrSet Meta()
    {
        AttrSet known = Nix.Attrs(
            ("name", _name), ("available", NixBool.True), ("broken", NixBool.False), ("insecure", NixBool.False),
            ("unfree", NixBool.False), ("unsupported", NixBool.False));
        return _arguments[MetaName] is { } meta ? known.Update(meta.ForceAttrs()) : known;
    }

    private static string[] OutputsOf(AttrSet arguments)
    {
        if (arguments[OutputsName] is not { } value) return OnlyOut;
        NixList list = value.ForceList();
        string[] outputs = new string[list.Count];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = list[i].ForceStringNoContext();
        return outputs.Length == 0 ? OnlyOut : outputs;
    }

    private AttrSet OverrideAttrs(Value change)
    {
        // Either a set, a function of the previous arguments, or one of the final and the previous arguments.
        if (change.Force() is AttrSet set && !set.IsCallable()) return Make(_arguments.Update(set), _overrides);
        Value changed = change.Call(_arguments);
        if (!changed.IsCallable()) return Make(_arguments.Update(changed.ForceAttrs()), _overrides);
        AttrSet? made = null;
        Thunk final = Nix.Lazy(() => made!);
        AttrSet applied = change.Call(final, _arguments).ForceAttrs();
        return made = Make(_arguments.Update(applied), _overrides);
    }

    private AttrSet Override(Value given)
    {
        AttrSet current = _overrides ?? AttrSet.Empty;
        Value added = given.Force() is AttrSet set && !set.IsCallable() ? set : given.Call(current);
        return current.Update(added.ForceAttrs());
    }

    private enum Attribute
    {
        Name,
        DerivationPath,
        Meta,
        All,
        OverrideAttrs,
        OverrideDerivation,
        Override,
        InputDerivation,
        Output,
        OutPath,
    }

    private sealed class LazyAttribute(MadeDerivation derivation, Attribute attribute, string output) : DeferredValue
    {
        protected override Value Compute() => derivation.Compute(attribute, output);
    }
}
