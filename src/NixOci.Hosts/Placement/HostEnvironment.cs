namespace NixOci.Hosts.Placement;

/// <summary>
/// Variables that NixOS gives every service because its programs do not look where others do. A host's own programs know
/// without them where locales and time zones are.
/// </summary>
internal static class HostEnvironment
{
    private static readonly string[] Defaults = ["Environment=\"LOCALE_ARCHIVE=", "Environment=\"TZDIR="];

    /// <summary>The next line, from the beginning of one on, that gives such a variable the value that NixOS itself gives it.</summary>
    /// <param name="text">The unit's text.</param>
    /// <param name="start">Where a line begins in it.</param>
    /// <param name="placement">The unit.</param>
    /// <returns>Where the line begins and where the one after it does; the text's end where there is none.</returns>
    public static (int Start, int End) NextDefault(string text, int start, UnitPlacement placement)
    {
        while (start < text.Length)
        {
            int length = text.AsSpan(start).IndexOf('\n'), end = length < 0 ? text.Length : start + length + 1;
            if (IsDefault(text, start, placement)) return (start, end);
            start = end;
        }

        return (start, start);
    }

    /// <summary>Whether a line gives such a variable the value that NixOS itself gives it.</summary>
    /// <param name="text">The unit's text.</param>
    /// <param name="start">Where the line begins in it.</param>
    /// <param name="placement">The unit.</param>
    public static bool IsDefault(string text, int start, UnitPlacement placement)
    {
        foreach (string variable in Defaults)
        {
            if (text.AsSpan(start).StartsWith(variable, StringComparison.Ordinal)) return placement.IsSoftwareAt(text, start + variable.Length);
        }

        return false;
    }
}
