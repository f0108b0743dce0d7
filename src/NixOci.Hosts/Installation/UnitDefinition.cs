using NixOci.Systemd.Units;

namespace NixOci.Hosts.Installation;

/// <summary>
/// What systemd makes of a unit's file and drop-ins together: values by sections and keys. <c>[Install]</c> is left out, which only
/// <c>systemctl enable</c> reads.
/// </summary>
internal sealed class UnitDefinition
{
    private const string InstallSection = "Install";

    private readonly Dictionary<string, Dictionary<string, List<string>>> _sections = new(StringComparer.Ordinal);

    /// <summary>The sections.</summary>
    public IReadOnlyCollection<string> Sections => _sections.Keys;

    /// <summary>Adds a file: its values follow those of the files before it; an empty value discards those.</summary>
    public void Add(string text)
    {
        foreach (UnitSection section in UnitFileReader.Read(text).Sections)
        {
            if (section.Name == InstallSection) continue;
            if (!_sections.TryGetValue(section.Name, out Dictionary<string, List<string>>? keys))
            {
                keys = new Dictionary<string, List<string>>(StringComparer.Ordinal);
                _sections.Add(section.Name, keys);
            }

            foreach (UnitEntry entry in section.Entries)
            {
                if (!keys.TryGetValue(entry.Key, out List<string>? values)) keys.Add(entry.Key, values = []);
                if (entry.Value.Length == 0) values.Clear();
                else values.Add(entry.Value);
            }
        }
    }

    /// <summary>The keys of a section.</summary>
    public IReadOnlyDictionary<string, List<string>> this[string section]
        => _sections.TryGetValue(section, out Dictionary<string, List<string>>? keys) ? keys : EmptySection;

    /// <summary>A switch, as systemd reads it; see systemd.syntax(7).</summary>
    public bool IsSet(string section, string key, bool defaultValue)
    {
        if (!this[section].TryGetValue(key, out List<string>? values) || values.Count == 0) return defaultValue;
        return values[^1] is "1" or "yes" or "true" or "on" or "y" or "t";
    }

    /// <summary>The words of a key that is a list.</summary>
    public IEnumerable<string> WordsOf(string section, string key)
    {
        if (!this[section].TryGetValue(key, out List<string>? values)) yield break;
        foreach (string value in values)
        {
            foreach (string word in value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) yield return word;
        }
    }

    /// <summary>Changes each value.</summary>
    public void Replace(Func<string, string> change)
    {
        foreach (Dictionary<string, List<string>> keys in _sections.Values)
        {
            foreach (List<string> values in keys.Values)
            {
                for (int i = 0; i < values.Count; i++) values[i] = change(values[i]);
            }
        }
    }

    private static readonly Dictionary<string, List<string>> EmptySection = [];
}
