using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>Prints a value inside an error message: what is evaluated already, cut short.</summary>
public static class ErrorValuePrinter
{
    /// <summary>The value as it appears in a message.</summary>
    public static string Print(Value value) => value switch
    {
        NixInt i => i.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NixString s => '"' + s.Text + '"',
        NixBool b => b.Value ? "true" : "false",
        NixNull => "null",
        NixPath p => p.Path,
        _ => "«" + ValueTypes.Name(value) + "»",
    };
}
