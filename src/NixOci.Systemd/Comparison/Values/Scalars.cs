using System.Globalization;

namespace NixOci.Systemd.Comparison.Values;

/// <summary>Booleans, sizes, numbers, modes and signals in one way of writing each. What is none of its kind stays as it is.</summary>
public static class Scalars
{
    private static readonly string[] Signals =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>A boolean; null where the text is none.</summary>
    public static bool? Boolean(string text) => text.ToLowerInvariant() switch
    {
        "1" or "yes" or "y" or "true" or "t" or "on" => true,
        "0" or "no" or "n" or "false" or "f" or "off" => false,
        _ => null,
    };

    /// <summary>A boolean as <c>yes</c> or <c>no</c>.</summary>
    public static string NormalizeBoolean(string text) => Boolean(text) switch
    {
        true => "yes",
        false => "no",
        null => text,
    };

    /// <summary>A size in bytes: <c>1.5G</c> is <c>1610612736</c>. Shares of a whole and <c>infinity</c> stay.</summary>
    public static string NormalizeSize(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.EndsWith("iB", StringComparison.OrdinalIgnoreCase)) rest = rest[..^2];
        else if (rest.EndsWith("B", StringComparison.OrdinalIgnoreCase)) rest = rest[..^1];
        decimal factor = 1;
        if (!rest.IsEmpty && "kmgtpe".IndexOf(char.ToLowerInvariant(rest[^1]), StringComparison.Ordinal) is >= 0 and var power)
        {
            for (int i = 0; i <= power; i++) factor *= 1024;
            rest = rest[..^1];
        }

        rest = rest.TrimEnd();
        if (rest.Length is 0 or > 18) return text;
        return decimal.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? decimal.Truncate(value * factor).ToString("0", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A whole number without what may stand before it.</summary>
    public static string NormalizeNumber(string text)
        => text.Length < 19 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : text;

    /// <summary>An access mode in octal, with four digits.</summary>
    public static string NormalizeMode(string text)
    {
        if (text.Length is 0 or > 8) return text;
        int mode = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '7') return text;
            mode = (mode * 8) + (c - '0');
        }

        return Convert.ToString(mode, 8).PadLeft(4, '0');
    }

    /// <summary>A signal by its name: <c>15</c> and <c>TERM</c> are <c>SIGTERM</c>.</summary>
    public static string NormalizeSignal(string text)
    {
        string name = text.ToUpperInvariant();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number > 0 && number < Signals.Length ? "SIG" + Signals[number] : text;
        }

        if (name.StartsWith("SIG", StringComparison.Ordinal)) name = name[3..];
        return Array.IndexOf(Signals, name, 1) > 0 ? "SIG" + name : text;
    }

    /// <summary>A resource limit <c>SOFT:HARD</c>, where one value stands for both.</summary>
    /// <param name="text">The limit.</param>
    /// <param name="normalize">Makes each of the two comparable.</param>
    public static string NormalizeLimit(string text, Func<string, string> normalize)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string soft = normalize(colon < 0 ? text : text[..colon]);
        string hard = colon < 0 ? soft : normalize(text[(colon + 1)..]);
        return soft == hard ? soft : soft + ":" + hard;
    }

    /// <summary>A set of processors: <c>0-2,5</c> and <c>0 1 2 5</c> are <c>0,1,2,5</c>.</summary>
    public static string NormalizeProcessors(IEnumerable<string> words)
    {
        const int MostProcessors = 8192;
        SortedSet<int> set = [];
        List<string> given = [];
        foreach (string word in words)
        {
            foreach (string part in word.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                given.Add(part);
                int dash = part.IndexOf('-', StringComparison.Ordinal);
                if (!int.TryParse(dash < 0 ? part : part[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                    || !int.TryParse(dash < 0 ? part : part[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                    || last >= MostProcessors)
                {
                    return string.Join(' ', words);
                }

                for (int i = first; i <= last; i++) set.Add(i);
            }
        }

        return set.Count == 0 ? string.Join(' ', given) : string.Join(',', set);
    }
}
