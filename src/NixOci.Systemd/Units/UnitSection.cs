namespace NixOci.Systemd.Units;

/// <summary>A section of a unit: a heading and the settings below it, in order. A key may recur.</summary>
/// <param name="Name">The heading without its brackets, for example <c>Service</c>.</param>
/// <param name="Entries">The settings.</param>
public sealed record UnitSection(string Name, IReadOnlyList<UnitEntry> Entries)
{
    /// <summary>
    /// What systemd makes of a key that may be given several times: the values in order, where an empty one discards those
    /// before it.
    /// </summary>
    public IReadOnlyList<string> ValuesOf(string key)
    {
        List<string> values = [];
        foreach (UnitEntry entry in Entries)
        {
            if (!string.Equals(entry.Key, key, StringComparison.Ordinal)) continue;
            if (entry.Value.Length == 0) values.Clear();
            else values.Add(entry.Value);
        }

        return values;
    }

    /// <summary>What systemd makes of a key that has one value: the last one given; null where none is, or it is reset.</summary>
    public string? ValueOf(string key)
    {
        string? value = null;
        foreach (UnitEntry entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal)) value = entry.Value.Length == 0 ? null : entry.Value;
        }

        return value;
    }
}
