using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.kernel</c>: values of options of the Linux kernel.</summary>
internal sealed class KernelLib(LibContext lib) : LibFile(lib)
{
    private static readonly AttrTemplate Tristate = new("tristate", "optional");
    private static readonly AttrTemplate Freeform = new("freeform", "optional");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("option", static (site, value) => value.ForceAttrs(site).With("optional", NixBool.True));
        set.Constant("yes", Tristate.Create(new NixString("y"), NixBool.False));
        set.Constant("no", Tristate.Create(new NixString("n"), NixBool.False));
        set.Constant("module", Tristate.Create(new NixString("m"), NixBool.False));
        set.Constant("unset", Tristate.Create(NixNull.Instance, NixBool.False));
        set.Function("freeform", static (_, value) => Freeform.Create(value, NixBool.False));
        set.Function("whenHelpers", WhenHelpers);
    }

    private AttrSet WhenHelpers(EvalSite site, Value version) => Protocol.Nix.Attrs(
        ("whenAtLeast", Lambda.Of((_, least) => When(new Thunk(() => AtLeast(version, least))))),
        ("whenOlder", Lambda.Of((_, newer) => When(new Thunk(() => Older(version, newer))))),
        ("whenBetween", Lambda.Of((_, least, newer) => When(new Thunk(() =>
            AtLeast(version, least).Holds(EvalSite.None) ? Older(version, newer) : NixBool.False)))));

    private Value When(Value condition) => Lib.Member("modules", "mkIf").Call(condition);

    private Value AtLeast(Value version, Value other) => Lib.Member("strings", "versionAtLeast").Call(version, other);

    private Value Older(Value version, Value other) => Lib.Member("strings", "versionOlder").Call(version, other);
}
