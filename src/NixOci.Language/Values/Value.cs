using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Values;

/// <summary>The types of Nix values, in the order in which Nix compares them for printing and sorting.</summary>
public enum ValueKind
{
    /// <summary>Not evaluated yet.</summary>
    Thunk,

    /// <summary>A 64-bit signed integer.</summary>
    Int,

    /// <summary>An IEEE double.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A byte string with its context.</summary>
    String,

    /// <summary>An absolute path.</summary>
    Path,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>An attribute set.</summary>
    Attrs,

    /// <summary>A list.</summary>
    List,

    /// <summary>A function: closure, builtin, or partially applied.</summary>
    Function,
}

/// <summary>
/// A Nix value, or a thunk that becomes one. Wherever a value may be lazy, hold it as it is and call
/// <see cref="Force()"/> only when its shape is needed: what Nix does not force, nothing here may force.
/// </summary>
public abstract class Value
{
    /// <summary>The type of the value as it stands; <see cref="ValueKind.Thunk"/> where it is not evaluated.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>Evaluates to weak head normal form: the result is never a thunk, its parts may be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Force() => GetType() == typeof(Thunk) ? Unsafe.As<Thunk>(this).Evaluate(EvalSite.None) : this;

    /// <summary>As <see cref="Force()"/>; an infinite recursion is reported at <paramref name="site"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Force(EvalSite site) => GetType() == typeof(Thunk) ? Unsafe.As<Thunk>(this).Evaluate(site) : this;
}
