using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// What module functions are called with. A module gets by name what it asks for by name: the fixed arguments at once, any
/// other from <c>_module.args</c> when it is used, because that depends on the modules themselves.
/// </summary>
/// <param name="context">The module system at hand.</param>
/// <param name="given">The fixed arguments: <c>lib</c>, <c>config</c>, <c>options</c>, <c>specialArgs</c> and all of these.</param>
internal sealed class ModuleArgumentSet(ModuleContext context, AttrSet given)
{
    private static readonly Symbol Config = "config";
    private static readonly Symbol Packages = "pkgs";

    /// <summary>
    /// Whether modules are still being imported, so that no argument can come from the configuration; only asked where unknown
    /// arguments are dealt with.
    /// </summary>
    public Func<bool> AreImporting { get; init; } = static () => false;

    /// <summary>What becomes of values that are not at hand; null where they are missing attributes.</summary>
    public Unknowns? Unknowns => (given.Resolver as UnknownArguments)?.Unknowns;

    /// <summary>Calls a module function.</summary>
    /// <param name="key">The module's key, for messages.</param>
    /// <param name="function">The function, or a set that can be called.</param>
    public Value Apply(Value key, Value function)
    {
        AttrSet asked = FunctionArguments.Of(EvalSite.None, context.Builtins, function).ForceAttrs();
        if (asked.Count == 0) return function.Call(given);
        AttrSetBuilder? extra = null;
        foreach (Symbol name in asked.Names)
        {
            Value value = given.TryGet(name, out Value? known) ? known : new Thunk(new ConfiguredArgument(this, asked, name));
            if (value is not Thunk { IsEvaluated: false }) continue;
            extra ??= new AttrSetBuilder(asked.Count);
            extra.Add(name, ErrorContext.AroundArgument(context, value, name, key));
        }

        return function.Call(extra is null ? given : given.Update(extra.Build()));
    }

    private Value FromConfiguration(Symbol name, Position position)
    {
        if (given.Resolver is not UnknownArguments unknown) return Arguments().Get(name).Force();
        Value? known = AreImporting() && name != Packages ? null : Arguments()[name];
        return known?.Force() ?? unknown.ResolveRequired(name, [], position)!;
    }

    /// <summary>An argument that comes from the configuration.</summary>
    private sealed class ConfiguredArgument(ModuleArgumentSet arguments, AttrSet asked, Symbol name) : DeferredValue
    {
        protected override Value Compute() => arguments.FromConfiguration(name, asked.PositionOf(name));
    }

    private AttrSet Arguments() => given.Get(Config).Get(Attr.Module).Get(Attr.Args).ForceAttrs();
}
