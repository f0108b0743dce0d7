using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Functions as <c>lib</c> sees them: sets with <c>__functor</c> are functions, and may tell their arguments themselves.</summary>
internal static class FunctionArguments
{
    private static readonly Symbol Functor = "__functor";
    private static readonly Symbol Told = "__functionArgs";
    private static readonly AttrTemplate Annotated = new("__functor", "__functionArgs");

    /// <summary>What <c>lib.isFunction</c> tells.</summary>
    public static bool IsFunction(EvalSite site, Value value)
    {
        Value forced = value.Force(site);
        while (forced is AttrSet set && set.TryGet(Functor, out Value? functor)) forced = functor.Call(site, set);
        return forced is Function;
    }

    /// <summary>What <c>lib.functionArgs</c> tells.</summary>
    public static Value Of(EvalSite site, BuiltinFunctions builtins, Value function)
    {
        Value forced = function.Force(site);
        while (forced is AttrSet set && set.TryGet(Functor, out Value? functor))
        {
            if (set.TryGet(Told, out Value? told)) return told.Force(site);
            forced = functor.Call(site, set);
        }

        return builtins.Call(site, "functionArgs", forced);
    }

    /// <summary>A function that tells the arguments given.</summary>
    public static AttrSet Set(Value function, Value arguments)
        => Annotated.Create(Lambda.Of((site, _) => function.Force(site)), arguments);
}
