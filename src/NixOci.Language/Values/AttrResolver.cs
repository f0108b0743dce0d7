using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>
/// Supplies attributes that a set does not list, for sets that are too large to be written down, such as a package set.
/// The names supplied are found by selection, <c>?</c> and <c>with</c>; enumeration shows only what is listed. A set keeps its
/// resolver under <c>//</c> on either side, and loses it under everything that goes through all attributes.
/// </summary>
public abstract class AttrResolver
{
    /// <summary>The attribute of a name that the set does not list, or null where there is none; may be a thunk.</summary>
    public abstract Value? Resolve(Symbol name);

    /// <summary>
    /// What a selection without a default gives for a name that there is not: the host program may know more of it, or say more
    /// than that the attribute is missing. Null leaves it at that.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="rest">The names that are selected from it in turn, for messages.</param>
    /// <param name="position">Where it is selected.</param>
    /// <returns>A forced value, or null.</returns>
    public virtual Value? ResolveRequired(Symbol name, IReadOnlyList<string> rest, Position position) => null;

    /// <summary>The set as a value of another type, for sets that stand for values that are not known; null where it is a set.</summary>
    /// <param name="wanted">The type that is needed.</param>
    /// <param name="position">Where it is needed.</param>
    /// <returns>A forced value of that type, or null.</returns>
    public virtual Value? ConvertTo(ValueKind wanted, Position position) => null;

    /// <summary>The set applied to an argument; null where it is no function.</summary>
    /// <param name="argument">The argument; may be a thunk.</param>
    /// <param name="position">Where it is applied.</param>
    /// <returns>A forced value, or null.</returns>
    public virtual Value? Call(Value argument, Position position) => null;
}
