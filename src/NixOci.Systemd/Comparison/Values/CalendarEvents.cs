namespace NixOci.Systemd.Comparison.Values;

/// <summary>
/// Calendar events as systemd.time(7) writes them: shorthands written out, missing dates and times filled in, and numbers with
/// two digits.
/// </summary>
public static class CalendarEvents
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>An event in one way of writing it.</summary>
    public static string Normalize(string text)
    {
        string lower = text.Trim().ToLowerInvariant();
        string? shorthand = lower switch
        {
            "minutely" => "*-*-* *:*:00",
            "hourly" => "*-*-* *:00:00",
            "daily" or "midnight" => "*-*-* 00:00:00",
            "monthly" => "*-*-01 00:00:00",
            "weekly" => "Mon *-*-* 00:00:00",
            "yearly" or "annually" => "*-01-01 00:00:00",
            "quarterly" => "*-01,04,07,10-01 00:00:00",
            "semiannually" or "semi-annually" => "*-01,07-01 00:00:00",
            _ => null,
        };
        if (shorthand is not null) return shorthand;

        string? days = null, date = null, time = null, zone = null;
        foreach (string part in text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsDays(part)) days = NormalizeDays(part);
            else if (part.Contains(':', StringComparison.Ordinal)) time = NormalizeTime(part);
            else if (char.IsAsciiLetter(part[0])) zone = part;
            else date = NormalizeDate(part);
        }

        string result = (date ?? "*-*-*") + " " + (time ?? "00:00:00");
        if (days is not null) result = days + " " + result;
        return zone is null ? result : result + " " + zone;
    }

    private static bool IsDays(string part) => char.IsAsciiLetter(part[0]) && DayOf(part.Split(',', '.')[0]) is not null;

    private static string? DayOf(string name)
    {
        if (name.Length < 3) return null;
        foreach (string day in Days)
        {
            if (name.StartsWith(day, StringComparison.OrdinalIgnoreCase)
                && (name.Length == 3 || name.EndsWith("day", StringComparison.OrdinalIgnoreCase)))
            {
                return day;
            }
        }

        return null;
    }

    private static string NormalizeDays(string part)
    {
        string[] items = part.Split(',');
        for (int i = 0; i < items.Length; i++)
        {
            string[] ends = items[i].Split("..");
            for (int j = 0; j < ends.Length; j++) ends[j] = DayOf(ends[j]) ?? ends[j];
            items[i] = string.Join("..", ends);
        }

        return string.Join(',', items);
    }

    private static string NormalizeTime(string part)
    {
        string[] fields = part.Split(':');
        for (int i = 0; i < fields.Length; i++) fields[i] = TwoDigits(fields[i]);
        return fields.Length == 2 ? string.Join(':', fields) + ":00" : string.Join(':', fields);
    }

    private static string NormalizeDate(string part)
    {
        string[] fields = part.Split('-');
        for (int i = 0; i < fields.Length; i++) fields[i] = TwoDigits(fields[i]);
        return fields.Length == 2 ? "*-" + string.Join('-', fields) : string.Join('-', fields);
    }

    private static string TwoDigits(string field)
    {
        string[] items = field.Split(',');
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Length == 1 && char.IsAsciiDigit(items[i][0])) items[i] = "0" + items[i];
        }

        return string.Join(',', items);
    }
}
