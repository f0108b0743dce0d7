using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>Types taken apart into a name, a constructor and what it was given, so that two of a kind can be merged.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class TypeFunctors(ModuleContext context)
{
    private static readonly AttrTemplate Template = new("name", "type", "wrapped", "payload", "binOp");

    private static readonly Value NeverMerge = Protocol.Nix.Function("binOp", static (_, _) => NixNull.Instance);

    /// <summary>The functor of a type without parameters.</summary>
    public AttrSet Default(Value name) => Template.Create(name, Constructor(name), NixNull.Instance, NixNull.Instance, NeverMerge);

    /// <summary>The functor of a type around another one.</summary>
    public AttrSet Wrapping(string name, Value wrapped)
    {
        NixString own = new(name);
        return Template.Create(own, Constructor(own), wrapped, NixNull.Instance, NeverMerge);
    }

    /// <summary>The functor of a type made of a value.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="constructor">The constructor; that of the type's name where this is null.</param>
    /// <param name="payload">What the constructor was given.</param>
    /// <param name="combine">Merges what two types were given; <c>null</c> if that does not go.</param>
    public AttrSet Carrying(string name, Value? constructor, Value payload, Func<Value, Value, Value> combine)
    {
        NixString own = new(name);
        return Template.Create(
            own, constructor ?? Constructor(own), NixNull.Instance, payload, Protocol.Nix.Function("binOp", combine));
    }

    /// <summary>Merges a type with another one, both taken apart; <c>null</c> if they do not go together.</summary>
    public static Value Merge(AttrSet first, Value other)
    {
        AttrSet second = other.ForceAttrs();
        if (!ValueComparer.Equal(EvalSite.None, first.Get(Attr.Name), second.Get(Attr.Name))) return NixNull.Instance;
        bool firstWraps = IsGiven(first, Attr.Wrapped), secondWraps = IsGiven(second, Attr.Wrapped);
        bool firstCarries = IsGiven(first, Attr.Payload), secondCarries = IsGiven(second, Attr.Payload);
        if (!firstWraps && !secondWraps && !firstCarries && !secondCarries) return first.Get(Attr.OptionTypeOf).Force();
        if (firstWraps && secondWraps)
        {
            Value functor = second.Get(Attr.Wrapped).ForceAttrs().GetLazily(Attr.Functor);
            Value wrapped = first.Get(Attr.Wrapped).Get(Attr.TypeMerge).Call(functor);
            if (wrapped is not NixNull) return first.Get(Attr.OptionTypeOf).Call(wrapped);
        }

        if (firstCarries && secondCarries)
        {
            Value payload = first.Get(Attr.BinOp).Call(first.Get(Attr.Payload), second.Get(Attr.Payload));
            if (payload is not NixNull) return first.Get(Attr.OptionTypeOf).Call(payload);
        }

        return NixNull.Instance;
    }

    private static bool IsGiven(AttrSet functor, Symbol part) => functor.Get(part).Force() is not NixNull;

    private Thunk Constructor(Value name)
        => new(() => context.Types.Members[name.ForceString().AsSymbol()]?.Force() ?? NixNull.Instance);
}
