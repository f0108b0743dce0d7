using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// A condition or priority that stands around a whole configuration and was pushed down to one of its attributes. Attributes
/// of one configuration share their wrappers, so that pushing down makes no new sets.
/// </summary>
/// <param name="outer">What stands around this one.</param>
/// <param name="kind"><see cref="PropertyKind.If"/> or <see cref="PropertyKind.Override"/>.</param>
/// <param name="argument">The condition or the priority.</param>
internal sealed class Wrapper(Wrapper? outer, PropertyKind kind, Value argument)
{
    /// <summary>The outermost comes first.</summary>
    public IReadOnlyList<Wrapper> OutsideIn()
    {
        List<Wrapper> chain = [];
        for (Wrapper? at = this; at is not null; at = at.Outer) chain.Add(at);
        chain.Reverse();
        return chain;
    }

    public Wrapper? Outer { get; } = outer;

    public PropertyKind Kind { get; } = kind;

    public Value Argument { get; } = argument;

    /// <summary>The wrapped value as Nix code sees it.</summary>
    public static Value Wrap(Wrapper? wrapper, Value value)
    {
        for (; wrapper is not null; wrapper = wrapper.Outer) value = wrapper.Around(value);
        return value;
    }

    /// <summary>A value inside this one wrapper.</summary>
    public Value Around(Value value)
        => Kind == PropertyKind.If ? Properties.If(Argument, value) : Properties.Override(Argument, value);
}

/// <summary>A set of definitions of one module, with what stands around it.</summary>
/// <param name="File">The module's file.</param>
/// <param name="Set">The definitions; not necessarily a set until it was checked.</param>
/// <param name="Wrapper">What stands around every one of them.</param>
internal readonly record struct ConfigPart(Value File, Value Set, Wrapper? Wrapper)
{
    /// <summary>
    /// Resolves the properties around a configuration: several merged ones become several parts, conditions and priorities go
    /// to the attributes. Conditions are not evaluated: they may depend on the very configuration that is being built.
    /// </summary>
    public static void PushDown(Value file, Value value, Wrapper? wrapper, List<ConfigPart> parts)
    {
        Value forced = value.Force();
        switch (Properties.KindOf(forced))
        {
            case PropertyKind.Merge:
                foreach (Value item in ((AttrSet)forced).Get(Attr.Contents).ForceList().Items) PushDown(file, item, wrapper, parts);
                break;
            case PropertyKind.If:
                AttrSet conditional = (AttrSet)forced;
                Wrapper condition = new(wrapper, PropertyKind.If, conditional.GetLazily(Attr.Condition));
                PushDown(file, conditional.Get(Attr.Content), condition, parts);
                break;
            case PropertyKind.Override:
                AttrSet overriding = (AttrSet)forced;
                Wrapper priority = new(wrapper, PropertyKind.Override, overriding.GetLazily(Attr.Priority));
                PushDown(file, overriding.Get(Attr.Content), priority, parts);
                break;
            default:
                parts.Add(new ConfigPart(file, forced, wrapper));
                break;
        }
    }
}
