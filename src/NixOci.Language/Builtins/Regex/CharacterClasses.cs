namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// The names that bracket expressions may use, as the C locale has them: classes (<c>[:alpha:]</c>) and collating elements
/// (<c>[.space.]</c>). Bytes above 0x7f belong to no class.
/// </summary>
internal static class CharacterClasses
{
    private static readonly string[] CollatingNames =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "alert", "backspace", "tab", "newline", "vertical-tab", "form-feed",
        "carriage-return", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "IS4",
        "IS3", "IS2", "IS1", "space", "exclamation-mark", "quotation-mark", "number-sign", "dollar-sign", "percent-sign",
        "ampersand", "apostrophe", "left-parenthesis", "right-parenthesis", "asterisk", "plus-sign", "comma", "hyphen", "period",
        "slash", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "colon", "semicolon",
        "less-than-sign", "equals-sign", "greater-than-sign", "question-mark", "commercial-at", "A", "B", "C", "D", "E", "F", "G",
        "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "left-square-bracket",
        "backslash", "right-square-bracket", "circumflex", "underscore", "grave-accent", "a", "b", "c", "d", "e", "f", "g", "h",
        "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "left-curly-bracket",
        "vertical-line", "right-curly-bracket", "tilde", "DEL",
    ];

    /// <summary>Adds the members of a class, whose name may be in any case.</summary>
    /// <returns>Whether there is such a class.</returns>
    public static bool TryAdd(string name, ByteSet set)
    {
        Func<char, bool>? isMember = name.ToLowerInvariant() switch
        {
            "d" or "digit" => char.IsAsciiDigit,
            "w" => static b => char.IsAsciiLetterOrDigit(b) || b == '_',
            "s" or "space" => static b => b is ' ' or (>= '\t' and <= '\r'),
            "alnum" => char.IsAsciiLetterOrDigit,
            "alpha" => char.IsAsciiLetter,
            "blank" => static b => b is ' ' or '\t',
            "cntrl" => static b => b is < ' ' or '\x7f',
            "graph" => static b => b is > ' ' and < '\x7f',
            "lower" => char.IsAsciiLetterLower,
            "print" => static b => b is >= ' ' and < '\x7f',
            "punct" => static b => b is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(b),
            "upper" => char.IsAsciiLetterUpper,
            "xdigit" => char.IsAsciiHexDigit,
            _ => null,
        };
        if (isMember is null) return false;
        for (char b = '\0'; b <= '\x7f'; b++)
        {
            if (isMember(b)) set.Add(b);
        }

        return true;
    }

    /// <summary>The byte that a collating element's name stands for, or -1.</summary>
    public static int CollatingElement(string name) => Array.IndexOf(CollatingNames, name);
}
