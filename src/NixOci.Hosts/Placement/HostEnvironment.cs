using System.Text;

namespace NixOci.Hosts.Placement;

/// <summary>
/// Variables that NixOS gives every service because its programs do not look where others do. A host's own programs know
/// without them where locales and time zones are.
/// </summary>
internal static class HostEnvironment
{
    private static readonly string[] Defaults = ["Environment=\"LOCALE_ARCHIVE=", "Environment=\"TZDIR="];

    /// <summary>A unit's text without those variables, where their values are NixOS's own.</summary>
    public static string WithoutDefaults(string text, UnitPlacement placement)
    {
        StringBuilder kept = new(text.Length);
        foreach (Range range in text.AsSpan().Split('\n'))
        {
            ReadOnlySpan<char> line = text.AsSpan(range);
            if (IsDefault(text, range.Start.Value, line, placement)) continue;
            kept.Append(line);
            if (range.End.Value < text.Length) kept.Append('\n');
        }

        return kept.ToString();
    }

    private static bool IsDefault(string text, int start, ReadOnlySpan<char> line, UnitPlacement placement)
    {
        foreach (string variable in Defaults)
        {
            if (line.StartsWith(variable, StringComparison.Ordinal)) return placement.IsSoftwareAt(text, start + variable.Length);
        }

        return false;
    }
}
