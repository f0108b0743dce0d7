using NixOci.Language.Evaluation;

namespace NixOci.Modules.Protocol;

/// <summary>
/// What is found out when it is first needed, once: the release, for example, may depend on the configuration that follows it.
/// What is needed for its own sake is an infinite recursion, as it is in Nix.
/// </summary>
/// <typeparam name="T">What is found out.</typeparam>
public sealed class Deferred<T>
    where T : class
{
    private Func<T>? _compute;
    private T? _value;

    /// <param name="compute">Finds it out.</param>
    public Deferred(Func<T> compute) => _compute = compute;

    private Deferred(T value) => _value = value;

    /// <summary>What was found out.</summary>
    public T Value
    {
        get
        {
            if (_value is not null) return _value;
            Func<T> compute = _compute ?? throw new InfiniteRecursionException(default);
            _compute = null;
            try
            {
                return _value = compute();
            }
            finally
            {
                // A failure is not the end of it: whoever asks again gets the same error.
                if (_value is null) _compute = compute;
            }
        }
    }

    /// <summary>What is known already.</summary>
    public static implicit operator Deferred<T>(T value) => new(value);

    /// <summary>A part of it, found out when that is needed.</summary>
    public Deferred<TPart> Select<TPart>(Func<T, TPart> part)
        where TPart : class
        => _value is { } known ? part(known) : new Deferred<TPart>(() => part(Value));
}
