using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.fixedPoints</c>: values defined in terms of themselves, and how they are extended.</summary>
internal sealed class FixedPointsLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol Unfixed = "__unfix__";

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("fix", Fix);
        set.Function("fix'", FixKeeping);
        set.Function("converge", Converge);
        set.Function("extends", Extends);
        set.Function("composeExtensions", 4, Compose);
        set.Lazy("composeManyExtensions", ComposeMany);
        set.Function("makeExtensible", static (site, function) => MakeExtensible(site, "extend", function));
        set.Function("makeExtensibleWithCustomName", static (site, name, function)
            => MakeExtensible(site, name.ForceStringNoContext(site, "while evaluating an attribute name"), function));
    }

    /// <summary>The value <c>x</c> of which <c>x = function x</c>.</summary>
    public static Value Fix(EvalSite site, Value function)
    {
        Thunk? self = null;
        self = new Thunk(() => function.Call(site, self!));
        return self.Force(site);
    }

    /// <summary>A fixed point with a function in it by which overlays are laid over it.</summary>
    public static Value MakeExtensible(EvalSite site, string extender, Value function)
    {
        Builtin extensible = new("makeExtensible", (inner, self) => function.Call(inner, self).ForceAttrs(inner).With(
            extender,
            new Builtin(extender, (called, overlay) => MakeExtensible(called, extender, Extended(overlay, function))) { IsLambda = true }))
        {
            IsLambda = true,
        };
        return FixKeeping(site, extensible);
    }

    /// <summary>A function under an overlay: what it gives, updated by what the overlay makes of the fixed point and of it.</summary>
    public static Builtin Extended(Value overlay, Value function)
        => new("extends", (site, final) => Extends(site, overlay, function, final)) { IsLambda = true };

    private static Value FixKeeping(EvalSite site, Value function)
    {
        Thunk? self = null;
        self = new Thunk(() => function.Call(site, self!).ForceAttrs(site).With(Unfixed, function));
        return self.Force(site);
    }

    private static Value Converge(EvalSite site, Value function, Value start)
    {
        Value current = start;
        while (true)
        {
            Value next = Thunk.Apply(function, current);
            if (ValueComparer.Equal(site, next, current)) return current.Force(site);
            current = next;
        }
    }

    private static Value Extends(EvalSite site, Value overlay, Value function, Value final)
    {
        Thunk previous = Thunk.Apply(function, final);
        return Operators.Update(site, previous, overlay.Call(site, final, previous));
    }

    private static Value Compose(EvalSite site, Value[] arguments)
    {
        (Value first, Value second, Value final, Value previous) = (arguments[0], arguments[1], arguments[2], arguments[3]);
        Thunk applied = Thunk.Apply(first, final, previous);
        Thunk updated = new(() => Operators.Update(EvalSite.None, previous, applied));
        return Operators.Update(site, applied, second.Call(site, final, updated));
    }

    private Value ComposeMany()
    {
        Builtin none = new("composeManyExtensions", static (_, _, _) => AttrSet.Empty) { IsLambda = true };
        Builtin compose = new("composeExtensions", 4, Compose) { IsLambda = true };
        return new Builtin("composeManyExtensions", (site, overlays) => ListsLib.FoldRight(site, compose, none, overlays))
        {
            IsLambda = true,
        };
    }
}
