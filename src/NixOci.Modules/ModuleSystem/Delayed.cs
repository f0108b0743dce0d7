using NixOci.Language.Evaluation;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// A result of host code that is computed when it is first needed, and that is a black hole while it is being computed, as a
/// thunk is: what needs itself is an error.
/// </summary>
/// <param name="compute">The computation; it runs again only if it failed.</param>
internal sealed class Delayed<T>(Func<T> compute)
{
    private Func<T>? _compute = compute;
    private T _value = default!;
    private bool _running;

    public T Value => _compute is null ? _value : Compute();

    /// <summary>Whether the result is being computed, so that it cannot be had now.</summary>
    public bool IsComputing => _running;

    private T Compute()
    {
        if (_running) throw new InfiniteRecursionException(default);
        _running = true;
        try
        {
            _value = _compute!();
            _compute = null;
            return _value;
        }
        finally
        {
            _running = false;
        }
    }
}
