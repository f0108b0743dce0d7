using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>What several builtins do with their arguments.</summary>
internal static class BuiltinArguments
{
    /// <summary>An attribute that has to be there; its value may be a thunk.</summary>
    /// <param name="set">The set.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="context">Where it was looked for: a step of the trace of the error.</param>
    public static Value Require(this AttrSet set, Symbol name, string context)
    {
        if (set.TryGet(name, out Value? value)) return value;
        TypeException error = new($"attribute '{name.Text}' missing");
        error.AddTrace(default, context);
        throw error;
    }
}
