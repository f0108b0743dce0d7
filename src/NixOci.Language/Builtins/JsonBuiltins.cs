using NixOci.Language.Builtins.Readers;
using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that read and write JSON.</summary>
/// <param name="interpreter">How values become strings, and where paths are copied to.</param>
internal sealed class JsonBuiltins(Interpreter interpreter)
{
    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        JsonBuiltins json = new(interpreter);
        table.Add("__toJSON", json.Write);
        table.Add("__fromJSON", Read);
    }

    private Value Write(EvalSite site, Value value) => JsonPrinter.Print(interpreter, value);

    private static Value Read(EvalSite site, Value value)
    {
        string text = value.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.fromJSON");
        try
        {
            return JsonReader.Read(text);
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, "while decoding a JSON string"))
        {
            throw;
        }
    }
}
