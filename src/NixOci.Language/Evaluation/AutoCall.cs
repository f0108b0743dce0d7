using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>Calls a function that an expression turned out to be, with arguments that stand ready: those of <c>--arg</c>.</summary>
public static class AutoCall
{
    private static readonly Symbol Functor = "__functor";

    /// <summary>The value itself, or what it yields where it is a function of a set.</summary>
    /// <param name="value">The value.</param>
    /// <param name="arguments">The arguments; those that the function does not take are left out.</param>
    public static Value Run(Value value, AttrSet arguments)
    {
        Value forced = value.Force();
        if (forced is AttrSet set && set.TryGet(Functor, out Value? functor)) return Run(functor.Call(set), arguments);
        if (forced is not Closure { Formals: { } formals } function) return forced;
        return function.Call(EvalSite.None, function.HasEllipsis ? arguments : Chosen(function, formals, arguments));
    }

    private static AttrSet Chosen(Closure function, IReadOnlyList<KeyValuePair<Symbol, bool>> formals, AttrSet arguments)
    {
        AttrSetBuilder chosen = new(formals.Count);
        foreach ((Symbol name, bool hasDefault) in formals)
        {
            if (arguments.TryGet(name, out Value? value))
            {
                chosen.Add(name, value);
            }
            else if (!hasDefault)
            {
                throw new EvalException(
                    $"""
                    cannot evaluate a function that has an argument without a value ('{name.Text}')
                    Nix attempted to evaluate a function as a top level expression; in
                    this case it must have its arguments supplied either by default
                    values, or passed explicitly with '--arg' or '--argstr'. See
                    https://nix.dev/manual/nix/stable/language/syntax.html#functions.
                    """,
                    function.FormalPosition(name));
            }
        }

        return chosen.Build();
    }
}
