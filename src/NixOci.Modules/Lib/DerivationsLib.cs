using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.derivations</c>: derivations that are not evaluated before they are needed.</summary>
internal sealed class DerivationsLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("lazyDerivation", ["derivation", "meta?", "passthru?", "outputs?"], static (site, given) => LazyDerivation(site, given));
        set.Function("optionalDrvAttr", static (site, condition, value) => condition.Holds(site) ? value.Force(site) : NixNull.Instance);
    }

    private static AttrSet LazyDerivation(EvalSite site, AttrSet given)
    {
        Value derivation = given["derivation"]!;
        Thunk checkedOne = new(() => AttrSetsLib.IsDerivation(EvalSite.None, derivation.Force())
            ? derivation
            : throw new ThrownException("lazyDerivation: input must be a derivation."));
        NixList outputs = (given["outputs"] ?? Protocol.Nix.Strings("out")).ForceList(site);
        AttrSetBuilder result = new();
        result.Add("type", new NixString("derivation"));
        foreach (Symbol name in (ReadOnlySpan<Symbol>)["meta", "name", "system", "drvPath", "outPath", "outputName"])
        {
            result.Add(name, Member(checkedOne, name));
        }

        result.Add("outputs", given["outputs"] ?? Protocol.Nix.Strings("out"));
        foreach (Value output in outputs.Items)
        {
            Symbol name = output.ForceStringNoContext(site, "while evaluating an attribute name");
            result.Add(name, Member(checkedOne, name));
        }

        AttrSet all = result.Build();
        if (given["passthru"] is { } passthru) all = Operators.Update(site, all, passthru);
        return given["meta"] is { } meta ? all.With("meta", meta) : all;
    }

    private static Thunk Member(Thunk derivation, Symbol name) => new(() =>
    {
        AttrSet set = derivation.ForceAttrs();
        return set[name] ?? throw LibContext.MissingAttribute(set, name);
    });
}
