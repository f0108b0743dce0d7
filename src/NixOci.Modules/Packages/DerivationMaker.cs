using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>
/// Makes derivations the way <c>stdenv.mkDerivation</c> shows them to Nix code: an attribute set with a name, paths of outputs
/// and functions that override its arguments. Nothing is computed before it is selected; an output enters the store when its
/// path is.
/// </summary>
/// <param name="store">Where outputs are kept.</param>
/// <param name="system">The platform, for example <c>x86_64-linux</c>.</param>
internal sealed class DerivationMaker(SymbolicStore store, string system)
{
    private static readonly string[] UsualOutputs = ["bin", "dev", "doc", "info", "lib", "man", "static"];

    /// <summary>A derivation.</summary>
    /// <param name="arguments">What <c>mkDerivation</c> is given, <c>meta</c> and <c>passthru</c> among it.</param>
    /// <param name="kind">What it would make.</param>
    /// <param name="overrides">What <c>override</c> was given so far.</param>
    public AttrSet Make(AttrSet arguments, DerivationKind kind, AttrSet? overrides = null)
    {
        string[] outputs = OutputsOf(arguments);
        Thunk name = new(() => NameOf(arguments));
        Thunk fingerprint = new(() => Nix.Str(
            Fingerprint.Of(kind.Label, overrides is null ? arguments : arguments.Update(Nix.Attrs(("override", overrides))))));

        AttrSet common = AttrSet.Empty;
        AttrSet WithOutput(string output, bool specified)
        {
            AttrSetBuilder builder = new();
            builder.Add("outputName", Nix.Str(output));
            builder.Add("outPath", Nix.Lazy(() => OutPath(arguments, kind, name, fingerprint, output)));
            if (specified) builder.Add("outputSpecified", NixBool.True);
            return common.Update(builder.Build());
        }

        AttrSetBuilder attributes = new(24);
        attributes.Add("type", Nix.Str("derivation"));
        attributes.Add("name", name);
        attributes.Add("system", Nix.Str(system));
        attributes.Add("outputs", Nix.Strings(outputs));
        attributes.Add("drvAttrs", arguments);
        attributes.Add("drvPath", Nix.Lazy(() => DerivationPath(name, fingerprint)));
        attributes.Add("meta", Nix.Lazy(() => MetaOf(arguments, name)));
        attributes.Add("passthru", arguments["passthru"] ?? AttrSet.Empty);
        attributes.Add("all", Nix.Lazy(() =>
        {
            Value[] all = new Value[outputs.Length];
            for (int i = 0; i < all.Length; i++) all[i] = WithOutput(outputs[i], specified: true);
            return Nix.List(all);
        }));
        attributes.Add("overrideAttrs", Nix.Function("overrideAttrs", change => OverrideAttrs(arguments, kind, overrides, change)));
        attributes.Add("overrideDerivation", Nix.Function(
            "overrideDerivation", change => Make(arguments.Update(change.Call(common).ForceAttrs()), kind, overrides)));
        attributes.Add("override", Nix.Function("override", given => Make(arguments, kind, Override(overrides, given))));
        attributes.Add("inputDerivation", Nix.Lazy(() => WithOutput(outputs[0], specified: false)));

        string fallback = Array.IndexOf(outputs, "out") >= 0 ? "out" : outputs[0];
        if (kind.HasUsualOutputs)
        {
            foreach (string usual in UsualOutputs) attributes.Add(usual, Nix.Lazy(() => WithOutput(fallback, specified: true)));
        }

        foreach (string output in outputs) attributes.Add(output, Nix.Lazy(() => WithOutput(output, specified: true)));
        common = arguments.Update(attributes.Build());
        if (arguments["passthru"] is { } passthru) common = common.Update(passthru.ForceAttrs());
        return WithOutput(outputs[0], specified: false);
    }

    private NixString OutPath(AttrSet arguments, DerivationKind kind, Thunk name, Thunk fingerprint, string output)
    {
        string outputName = name.ForceString().Text;
        if (output != "out") outputName += "-" + output;
        string path = SymbolicStore.PathOf(fingerprint.ForceString().Text + "\n" + output, outputName);
        store.Add(kind.Describe(arguments, path, outputName, output));
        return new NixString(path, StringContext.Of(path));
    }

    private static NixString DerivationPath(Thunk name, Thunk fingerprint)
    {
        string path = SymbolicStore.PathOf(fingerprint.ForceString().Text + "\ndrv", name.ForceString().Text + ".drv");
        return new NixString(path, StringContext.Of(path));
    }

    private static NixString NameOf(AttrSet arguments)
    {
        if (arguments["name"] is { } name)
        {
            return Sanitized(name.ForceString(context: "while evaluating the derivation attribute 'name'").Text);
        }

        Value? pname = arguments["pname"];
        if (pname is null) throw new EvalException("attribute 'name' missing");
        string version = arguments["version"] is { } value ? "-" + value.ForceString().Text : "";
        return Sanitized(pname.ForceString().Text + version);
    }

    private static NixString Sanitized(string name) => Nix.Str(StoreNames.Sanitize(name));

    private static AttrSet MetaOf(AttrSet arguments, Thunk name)
    {
        AttrSet known = Nix.Attrs(
            ("name", name), ("available", NixBool.True), ("broken", NixBool.False), ("insecure", NixBool.False),
            ("unfree", NixBool.False), ("unsupported", NixBool.False));
        return arguments["meta"] is { } meta ? known.Update(meta.ForceAttrs()) : known;
    }

    private static string[] OutputsOf(AttrSet arguments)
    {
        if (arguments["outputs"] is not { } value) return ["out"];
        NixList list = value.ForceList();
        string[] outputs = new string[list.Count];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = list[i].ForceStringNoContext();
        return outputs.Length == 0 ? ["out"] : outputs;
    }

    private AttrSet OverrideAttrs(AttrSet arguments, DerivationKind kind, AttrSet? overrides, Value change)
    {
        // Either a set, a function of the previous arguments, or one of the final and the previous arguments.
        if (change.Force() is AttrSet set && !set.IsCallable()) return Make(arguments.Update(set), kind, overrides);
        Value changed = change.Call(arguments);
        if (!changed.IsCallable()) return Make(arguments.Update(changed.ForceAttrs()), kind, overrides);
        AttrSet? made = null;
        Thunk final = Nix.Lazy(() => made!);
        AttrSet applied = change.Call(final, arguments).ForceAttrs();
        return made = Make(arguments.Update(applied), kind, overrides);
    }

    private static AttrSet Override(AttrSet? before, Value given)
    {
        AttrSet current = before ?? AttrSet.Empty;
        Value added = given.Force() is AttrSet set && !set.IsCallable() ? set : given.Call(current);
        return current.Update(added.ForceAttrs());
    }
}
