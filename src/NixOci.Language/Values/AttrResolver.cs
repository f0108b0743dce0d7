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
}
