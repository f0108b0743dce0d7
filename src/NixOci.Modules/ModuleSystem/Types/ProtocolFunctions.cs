using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>
/// A type's <c>check</c> in host code. Nix code calls it as any function; the module system recognises it and asks directly.
/// The same holds for <see cref="MergeFunction"/>: since the functions are recognised and not the types, a type of which user
/// code replaced one function keeps the short way for the others.
/// </summary>
internal abstract class CheckFunction : Function
{
    /// <summary>Whether a value may be a definition; the value may be a thunk.</summary>
    public abstract bool Check(Value value);

    public override Value Call(EvalSite site, Value argument) => NixBool.Of(Check(argument));
}

/// <summary>A check that is a delegate.</summary>
/// <param name="check">The check.</param>
internal sealed class DelegatedCheck(Func<Value, bool> check) : CheckFunction
{
    /// <summary>The check that every value passes.</summary>
    public static readonly DelegatedCheck Anything = new(static _ => true);

    public override bool Check(Value value) => check(value);
}

/// <summary>The check of a type and a further one.</summary>
/// <param name="first">The type's own check.</param>
/// <param name="second">The additional check, asked only where the first one passes.</param>
internal sealed class AddedCheck(Value first, Value second) : CheckFunction
{
    public override bool Check(Value value) => Ask(first, value) && Ask(second, value);

    /// <summary>Asks a check, whoever made it.</summary>
    public static bool Ask(Value check, Value value)
        => check.Force() is CheckFunction own ? own.Check(value) : check.Call(value).ForceBool();
}

/// <summary>A type's <c>merge</c> in host code.</summary>
internal abstract class MergeFunction : Function
{
    /// <summary>The value that definitions make together; in weak head normal form.</summary>
    public abstract Value Merge(Location location, Definition[] definitions);

    /// <summary>Where a part of the merged value comes from; null where the type has no parts of its own.</summary>
    public virtual TracedPart? Part(Location location, Definition[] definitions, Symbol name) => null;

    public override Value Call(EvalSite site, Value argument) => new Located(this, Location.Of(argument));

    public override Value Call(EvalSite site, Value first, Value second)
        => Merge(Location.Of(first), Definition.ListOf(second));

    private sealed class Located(MergeFunction merge, Location location) : Function
    {
        public override Value Call(EvalSite site, Value argument) => merge.Merge(location, Definition.ListOf(argument));
    }
}

/// <summary>A merge that is a delegate.</summary>
/// <param name="merge">The merge.</param>
internal sealed class DelegatedMerge(Func<Location, Definition[], Value> merge) : MergeFunction
{
    public override Value Merge(Location location, Definition[] definitions) => merge(location, definitions).Force();

    /// <summary>Merges by a function that anyone may have made.</summary>
    public static Value By(Value merge, Location location, Definition[] definitions)
        => merge.Force() is MergeFunction own
            ? own.Merge(location, definitions)
            : merge.Call(location.ToList(), Definition.ToList(definitions));
}
