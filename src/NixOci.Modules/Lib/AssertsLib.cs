using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.asserts</c>: assertions with messages.</summary>
internal sealed class AssertsLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("assertMsg", (site, condition, message) =>
            condition.Holds(site) ? NixBool.True : Builtins.Call(site, "throw", message));
        set.Function("assertOneOf", (site, name, value, allowed) =>
            Builtins.Call(site, "elem", value, allowed).Holds(site)
                ? NixBool.True
                : throw Refusal(site, Lib.Interpolate(site, name).Text, value, allowed));
        set.Function("assertEachOneOf", (site, name, values, allowed) =>
            Builtins.Call(site, "all", Lambda.Of((inner, value) => Builtins.Call(inner, "elem", value, allowed)), values).Holds(site)
                ? NixBool.True
                : throw Refusal(site, "each element in " + Lib.Interpolate(site, name).Text, values, allowed));
    }

    private ThrownException Refusal(EvalSite site, string what, Value given, Value allowed)
        => new($"{what} must be one of {Pretty(site, allowed)}, but is: {Pretty(site, given)}");

    private string Pretty(EvalSite site, Value value)
        => Lib.Member("generators", "toPretty").Call(site, AttrSet.Empty, value).ForceString(site).Text;
}
