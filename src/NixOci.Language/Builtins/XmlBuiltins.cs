using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtin that writes XML.</summary>
internal static class XmlBuiltins
{
    public static void Register(BuiltinTable table, Interpreter interpreter) => table.Add("__toXML", Write);

    private static Value Write(EvalSite site, Value value) => XmlPrinter.Print(value, strict: true, showLocations: false);
}
