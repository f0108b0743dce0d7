using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Values;

/// <summary>
/// A value that is not evaluated yet. It is evaluated at most once, drops its closure then, and is a black hole while it is
/// being evaluated, so that a value that needs itself is an error and not an endless loop.
/// </summary>
public sealed class Thunk : Value
{
    private Node? _node;
    private object? _state;

    /// <summary>Delays a node in a frame.</summary>
    internal Thunk(Node node, Frame frame)
    {
        _node = node;
        _state = frame.State;
    }

    /// <summary>Delays a computation of the host program; it must be deterministic, because a failed one may run again.</summary>
    public Thunk(Func<Value> compute)
    {
        _node = DeferredNode.Instance;
        _state = compute;
    }

    /// <summary>Delays a computation of the host program that keeps what it needs itself, and so takes no room of its own here.</summary>
    public Thunk(DeferredValue computation)
    {
        _node = DeferredNode.OfValue;
        _state = computation;
    }

    /// <inheritdoc/>
    public override ValueKind Kind => _node is null ? ((Value)_state!).Kind : ValueKind.Thunk;

    /// <summary>Whether the value is known already.</summary>
    public bool IsEvaluated => _node is null;

    /// <summary>Delays the application of a function to arguments.</summary>
    public static Thunk Apply(Value function, Value argument)
        => new(ApplyNode.One, new Frame(new object?[] { null, function, argument }));

    /// <summary>Delays the application of a node's function to an argument; for many arguments, this takes the least room.</summary>
    internal static Thunk Apply(MappedNode function, Value argument) => new(function, new Frame(argument));

    /// <summary>Delays the application of a function to two arguments.</summary>
    public static Thunk Apply(Value function, Value first, Value second)
        => new(ApplyNode.Two, new Frame(new object?[] { null, function, first, second }));

    /// <summary>The computation that the host program gave and that has not begun yet; null where there is none.</summary>
    public DeferredValue? Deferred => ReferenceEquals(_node, DeferredNode.OfValue) ? Unsafe.As<DeferredValue>(_state) : null;

    /// <summary>Whether the value is being evaluated, so that it cannot be had now.</summary>
    internal bool IsBeingEvaluated => ReferenceEquals(_node, BlackHole.Instance);

    /// <summary>The value where it is known already; null otherwise.</summary>
    internal Value? ValueIfEvaluated => _node is null ? Unsafe.As<Value>(_state!) : null;

    internal Value Evaluate(EvalSite site) => _node is null ? Unsafe.As<Value>(_state!) : EvaluateNow(site);

    private Value EvaluateNow(EvalSite site)
    {
        Node node = _node!;
        if (ReferenceEquals(node, BlackHole.Instance)) throw BlackHole.Error(site);
        object state = _state!;
        EvalStack.EnsureSpace(site);
        _node = BlackHole.Instance;
        Value result;
        try
        {
            result = node.Eval(new Frame(state));
        }
        catch (Exception) when (Restore(node, state))
        {
            throw;
        }

        _state = result;
        _node = null;
        return result;
    }

    /// <summary>
    /// Makes the thunk what it was before a failed evaluation, so that forcing it again fails alike. Runs as an exception
    /// filter and never handles: nothing is unwound here.
    /// </summary>
    private bool Restore(Node node, object state)
    {
        _node = node;
        _state = state;
        return false;
    }
}
