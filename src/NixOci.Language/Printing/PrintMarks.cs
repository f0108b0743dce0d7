using NixOci.Language.Source;

namespace NixOci.Language.Printing;

/// <summary>What stands in printed values for what cannot be printed, as byte text.</summary>
internal static class PrintMarks
{
    /// <summary>Begins a mark.</summary>
    public static readonly string Open = ByteText.FromUnicode("«");

    /// <summary>Ends a mark.</summary>
    public static readonly string Close = ByteText.FromUnicode("»");

    /// <summary>A set or list that was printed before.</summary>
    public static readonly string Repeated = Open + "repeated" + Close;

    /// <summary>A value that is not evaluated.</summary>
    public static readonly string Thunk = Open + "thunk" + Close;

    /// <summary>A value that is being evaluated.</summary>
    public static readonly string BeingEvaluated = Open + "potential infinite recursion" + Close;
}
