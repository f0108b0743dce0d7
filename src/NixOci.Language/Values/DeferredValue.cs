namespace NixOci.Language.Values;

/// <summary>
/// A computation of the host program that a <see cref="Thunk"/> delays. Where many are delayed, objects that know what they need are
/// smaller than functions that capture it.
/// </summary>
public abstract class DeferredValue
{
    /// <summary>The value, which may be a thunk; deterministic, because a failed computation may run again.</summary>
    protected internal abstract Value Compute();
}
