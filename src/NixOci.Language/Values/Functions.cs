using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Values;

/// <summary>A value that can be applied to arguments.</summary>
public abstract class Function : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Function;

    /// <summary>Whether a value is a function. Most that are not are told by one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Is(Value value) => value.GetType() != typeof(NixInt) && value.GetType() != typeof(AttrSet) && value is Function;

    /// <summary>Applies to one argument, to weak head normal form.</summary>
    public abstract Value Call(EvalSite site, Value argument);

    /// <summary>Applies to two arguments.</summary>
    public virtual Value Call(EvalSite site, Value first, Value second) => Call(site, first).Call(site, second);
}

/// <summary>The body of a builtin of one argument; the argument may be a thunk, the result must not be.</summary>
public delegate Value BuiltinBody1(EvalSite site, Value first);

/// <summary>The body of a builtin of two arguments; the arguments may be thunks, the result must not be.</summary>
public delegate Value BuiltinBody2(EvalSite site, Value first, Value second);

/// <summary>The body of a builtin of three arguments; the arguments may be thunks, the result must not be.</summary>
public delegate Value BuiltinBody3(EvalSite site, Value first, Value second, Value third);

/// <summary>The body of a builtin of any number of arguments; the arguments may be thunks, the result must not be.</summary>
public delegate Value BuiltinBodyN(EvalSite site, Value[] arguments);

/// <summary>A function of the host program.</summary>
public sealed class Builtin : Function
{
    private readonly BuiltinBody1? _one;
    private readonly BuiltinBody2? _two;
    private readonly BuiltinBody3? _three;
    private readonly BuiltinBodyN? _many;

    /// <summary>Creates a builtin of one argument.</summary>
    public Builtin(string name, BuiltinBody1 body) => (Name, Arity, _one) = (name, 1, body);

    /// <summary>Creates a builtin of two arguments.</summary>
    public Builtin(string name, BuiltinBody2 body) => (Name, Arity, _two) = (name, 2, body);

    /// <summary>Creates a builtin of three arguments.</summary>
    public Builtin(string name, BuiltinBody3 body) => (Name, Arity, _three) = (name, 3, body);

    /// <summary>Creates a builtin of any number of arguments, at least one.</summary>
    public Builtin(string name, int arity, BuiltinBodyN body) => (Name, Arity, _many) = (name, arity, body);

    /// <summary>The name as shown in traces, without underscores in front.</summary>
    public string Name { get; }

    /// <summary>How many arguments the body takes.</summary>
    public int Arity { get; }

    /// <summary>
    /// How the function shows itself to Nix code that prints or inspects it: a <c>lib</c> function is an ordinary lambda there,
    /// a member of <c>builtins</c> a primop.
    /// </summary>
    public bool IsLambda { get; init; }

    /// <summary>Whether a call of the function is a step of the trace of an error inside it.</summary>
    public bool IsTraced { get; init; } = true;

    /// <summary>
    /// The formal arguments that <c>functionArgs</c> tells, each with whether it has a default; null for a plain argument.
    /// </summary>
    public IReadOnlyList<KeyValuePair<Symbol, bool>>? Formals { get; init; }

    /// <inheritdoc/>
    public override Value Call(EvalSite site, Value argument)
        => _one is not null ? CallStack.Enter(site, this, _one, argument)
            : Arity == 1 ? Invoke(site, [argument])
            : new PartialBuiltin(this, [argument]);

    /// <inheritdoc/>
    public override Value Call(EvalSite site, Value first, Value second)
        => _two is not null ? CallStack.Enter(site, this, _two, first, second)
            : Arity == 1 ? Call(site, first).Call(site, second)
            : Arity == 2 ? Invoke(site, [first, second])
            : new PartialBuiltin(this, [first, second]);

    /// <summary>Applies to exactly as many arguments as the body takes.</summary>
    public Value Invoke(EvalSite site, Value[] arguments) => CallStack.Enter(site, this, arguments);

    internal Value Run(EvalSite site, Value[] arguments) => Arity switch
    {
        1 when _one is not null => _one(site, arguments[0]),
        2 when _two is not null => _two(site, arguments[0], arguments[1]),
        3 when _three is not null => _three(site, arguments[0], arguments[1], arguments[2]),
        _ => _many!(site, arguments),
    };
}

/// <summary>A builtin applied to fewer arguments than it takes.</summary>
/// <param name="builtin">The builtin.</param>
/// <param name="arguments">The arguments so far.</param>
public sealed class PartialBuiltin(Builtin builtin, Value[] arguments) : Function
{
    /// <summary>The builtin.</summary>
    public Builtin Builtin { get; } = builtin;

    /// <inheritdoc/>
    public override Value Call(EvalSite site, Value argument)
    {
        Value[] all = [.. arguments, argument];
        return all.Length == Builtin.Arity ? Builtin.Invoke(site, all) : new PartialBuiltin(Builtin, all);
    }
}
