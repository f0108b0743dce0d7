using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>Prints values as JSON, as <c>builtins.toJSON</c> and <c>nix-instantiate --eval --json</c> do.</summary>
public static class JsonPrinter
{
    /// <summary>A value as JSON, with the context of all strings in it.</summary>
    /// <param name="interpreter">How values become strings, and where paths are copied to.</param>
    /// <param name="value">The value; may be a thunk.</param>
    /// <param name="strict">Whether what is not evaluated inside is evaluated; otherwise it is an error.</param>
    public static NixString Print(Interpreter interpreter, Value value, bool strict = true)
    {
        JsonValueWriter writer = new(interpreter.Coercion, interpreter.Store);
        writer.Value(value, strict, default);
        return writer.Finish();
    }
}
