using System.Globalization;

namespace NixOci.Systemd.Comparison.Values;

/// <summary>Time spans as systemd.time(7) writes them: <c>5min 20s</c>, <c>1500ms</c>, <c>infinity</c>; a bare number is seconds.</summary>
public static class TimeSpans
{
    private const decimal Second = 1_000_000m;

    /// <summary>A time span in microseconds; null for one without end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="microseconds">The length.</param>
    /// <returns>Whether the text is a time span.</returns>
    public static bool TryParse(string text, out decimal? microseconds)
    {
        microseconds = null;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest is "infinity") return true;
        if (rest.IsEmpty) return false;
        decimal sum = 0;
        while (!rest.IsEmpty)
        {
            int number = 0;
            while (number < rest.Length && (char.IsAsciiDigit(rest[number]) || rest[number] == '.')) number++;
            if (number is 0 or > 20
                || !decimal.TryParse(rest[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            {
                return false;
            }

            rest = rest[number..].TrimStart();
            int unit = 0;
            while (unit < rest.Length && !char.IsAsciiDigit(rest[unit]) && rest[unit] is not (' ' or '\t')) unit++;
            if (UnitOf(rest[..unit]) is not { } factor) return false;
            sum += value * factor;
            rest = rest[unit..].TrimStart();
        }

        microseconds = sum;
        return true;
    }

    /// <summary>A time span in one way of writing it; a text that is none stays as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isZeroEndless">Whether zero stands for no end, as with time limits.</param>
    public static string Normalize(string text, bool isZeroEndless = false)
    {
        if (!TryParse(text, out decimal? span)) return text;
        if (span is null || (span == 0 && isZeroEndless)) return "infinity";
        decimal value = span.Value;
        return value % Second == 0
            ? (value / Second).ToString("0", CultureInfo.InvariantCulture) + "s"
            : value.ToString("0.###", CultureInfo.InvariantCulture) + "us";
    }

    private static decimal? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "" or "s" or "sec" or "second" or "seconds" => Second,
        "us" or "usec" or "\u00c2\u00b5s" or "\u00ce\u00bcs" => 1,
        "ms" or "msec" => 1_000,
        "m" or "min" or "minute" or "minutes" => 60 * Second,
        "h" or "hr" or "hour" or "hours" => 3_600 * Second,
        "d" or "day" or "days" => 86_400 * Second,
        "w" or "week" or "weeks" => 7 * 86_400 * Second,
        "M" or "month" or "months" => 2_629_800 * Second,
        "y" or "year" or "years" => 31_557_600 * Second,
        _ => null,
    };
}
