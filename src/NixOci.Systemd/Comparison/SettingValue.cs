using NixOci.Systemd.Comparison.Values;

namespace NixOci.Systemd.Comparison;

/// <summary>Makes the values of one setting comparable: one text for each way in which they count.</summary>
/// <param name="unit">The unit's name, for specifiers.</param>
/// <param name="paths">How paths are made comparable.</param>
internal sealed class SettingValue(string unit, PathText paths)
{
    /// <summary>The values as one text; null where nothing is given.</summary>
    /// <param name="directive">The setting.</param>
    /// <param name="values">Its values in order; empty ones are resets.</param>
    public string? Normalize(Directive directive, IReadOnlyList<string> values)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.Units:
                return Join(Words(Given(values)), isOrdered: false);
            case DirectiveKind.Words:
                return Join(Words(AfterReset(values)), isOrdered: false);
            case DirectiveKind.OrderedWords:
                return Join(Words(AfterReset(values)), isOrdered: true);
            case DirectiveKind.Filter:
                return Filter(AfterReset(values));
            case DirectiveKind.Lines:
                return JoinLines(AfterReset(values).ConvertAll(Text));
            case DirectiveKind.LineSet:
                return JoinLines(Sorted(AfterReset(values).ConvertAll(Text)));
            case DirectiveKind.Times:
                return JoinLines(Sorted(AfterReset(values).ConvertAll(static value => TimeSpans.Normalize(value))));
            case DirectiveKind.Calendar:
                return JoinLines(Sorted(AfterReset(values).ConvertAll(static value => CalendarEvents.Normalize(value))));
            case DirectiveKind.Processors:
                List<string> processors = Words(AfterReset(values));
                return processors.Count == 0 ? null : Scalars.NormalizeProcessors(processors);
            default:
                string? last = values.Count == 0 || values[^1].Length == 0 ? directive.Default : values[^1];
                return last is null ? null : Scalar(directive.Kind, Text(last));
        }
    }

    /// <summary>The variables of an environment; a later value takes the place of an earlier one.</summary>
    public SortedDictionary<string, string> Environment(IReadOnlyList<string> values)
    {
        SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (string word in Words(AfterReset(values)))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) variables[word[..equals]] = word[(equals + 1)..];
        }

        return variables;
    }

    /// <summary>The values after the last reset.</summary>
    public static List<string> AfterReset(IReadOnlyList<string> values)
    {
        List<string> kept = [];
        foreach (string value in values)
        {
            if (value.Length == 0) kept.Clear();
            else kept.Add(value);
        }

        return kept;
    }

    private static List<string> Given(IReadOnlyList<string> values)
    {
        List<string> given = [];
        foreach (string value in values)
        {
            if (value.Length > 0) given.Add(value);
        }

        return given;
    }

    private static string Scalar(DirectiveKind kind, string value) => kind switch
    {
        DirectiveKind.Boolean => Scalars.NormalizeBoolean(value),
        DirectiveKind.Time => TimeSpans.Normalize(value),
        DirectiveKind.Timeout => TimeSpans.Normalize(value, isZeroEndless: true),
        DirectiveKind.Size => Scalars.NormalizeSize(value),
        DirectiveKind.Number => Scalars.NormalizeNumber(value),
        DirectiveKind.Mode => Scalars.NormalizeMode(value),
        DirectiveKind.Signal => Scalars.NormalizeSignal(value),
        DirectiveKind.Limit => Scalars.NormalizeLimit(value, Scalars.NormalizeSize),
        DirectiveKind.TimeLimit => Scalars.NormalizeLimit(value, static limit => TimeSpans.Normalize(limit)),
        _ => value,
    };

    private string Text(string value) => paths.Normalize(Specifiers.Expand(value, unit));

    private List<string> Words(List<string> values)
    {
        List<string> words = [];
        foreach (string value in values)
        {
            foreach (string word in UnitWords.Split(value)) words.Add(Text(word));
        }

        return words;
    }

    /// <summary>Without words that take others back, a filter is a set; with them, the order of the values counts.</summary>
    private string? Filter(List<string> values)
    {
        if (values.TrueForAll(static value => value[0] != '~')) return Join(Words(values), isOrdered: false);
        List<string> lines = [];
        foreach (string value in values)
        {
            bool isInverse = value[0] == '~';
            lines.Add((isInverse ? "~" : "") + Join(Words([isInverse ? value[1..] : value]), isOrdered: false));
        }

        return JoinLines(lines);
    }

    private static string? Join(List<string> words, bool isOrdered)
    {
        if (words.Count == 0) return null;
        List<string> quoted = words.ConvertAll(static word => word.Length == 0 || word.AsSpan().ContainsAny(" \t\n") ? $"\"{word}\"" : word);
        IEnumerable<string> joined = isOrdered ? quoted : new SortedSet<string>(quoted, StringComparer.Ordinal);
        return string.Join(' ', joined);
    }

    private static string? JoinLines(List<string> lines) => lines.Count == 0 ? null : string.Join('\n', lines);

    private static List<string> Sorted(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
