using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// Calls the interpreter's builtins from C#. What <c>builtins</c> has is not written again for <c>lib</c>: the errors, and what
/// is forced in which order, are the builtin's own.
/// </summary>
/// <param name="interpreter">The interpreter.</param>
internal sealed class BuiltinFunctions(Interpreter interpreter)
{
    private readonly Dictionary<string, Value> _functions = new(StringComparer.Ordinal);

    /// <summary>A member of <c>builtins</c>, such as <c>foldl'</c>.</summary>
    public Value this[string name]
    {
        get
        {
            if (!_functions.TryGetValue(name, out Value? function))
            {
                function = interpreter.BuiltinSet[name] ?? throw new EvalException($"attribute '{name}' missing");
                _functions.Add(name, function);
            }

            return function;
        }
    }

    /// <summary>Applies a builtin to one argument.</summary>
    public Value Call(EvalSite site, string name, Value first) => this[name].Call(site, first);

    /// <summary>Applies a builtin to two arguments.</summary>
    public Value Call(EvalSite site, string name, Value first, Value second) => this[name].Call(site, first, second);

    /// <summary>Applies a builtin to three arguments.</summary>
    public Value Call(EvalSite site, string name, Value first, Value second, Value third)
        => this[name].Call(site, first, second).Call(site, third);
}
