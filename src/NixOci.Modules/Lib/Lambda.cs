using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Makes functions that are nobody's member, such as those that are given to a builtin or returned by a function.</summary>
internal static class Lambda
{
    /// <summary><c>x: x</c></summary>
    public static readonly Builtin Identity = Of(static (site, value) => value.Force(site));

    /// <summary>A function of one argument.</summary>
    public static Builtin Of(BuiltinBody1 body) => new("lambda", body) { IsLambda = true };

    /// <summary>A function of two arguments.</summary>
    public static Builtin Of(BuiltinBody2 body) => new("lambda", body) { IsLambda = true };

    /// <summary>A function of three arguments.</summary>
    public static Builtin Of(BuiltinBody3 body) => new("lambda", body) { IsLambda = true };
}
