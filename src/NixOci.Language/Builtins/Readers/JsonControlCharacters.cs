using System.Globalization;

namespace NixOci.Language.Builtins.Readers;

/// <summary>How messages speak of the characters that JSON strings may not hold as they are.</summary>
internal static class JsonControlCharacters
{
    private static readonly string[] Names =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    /// <summary>The character's code and name, and how to write it.</summary>
    public static string Describe(int character)
    {
        string letter = character switch
        {
            '\b' => " or \\b",
            '\t' => " or \\t",
            '\n' => " or \\n",
            '\f' => " or \\f",
            '\r' => " or \\r",
            _ => "",
        };
        return string.Create(
            CultureInfo.InvariantCulture, $"U+{character:X4} ({Names[character]}) must be escaped to \\u{character:X4}{letter}");
    }
}
