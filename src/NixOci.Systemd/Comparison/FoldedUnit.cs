using NixOci.Systemd.Units;

namespace NixOci.Systemd.Comparison;

/// <summary>
/// What systemd makes of a unit's file and drop-ins together: each setting with the values given to it, in order, an empty one
/// being a reset; old names of settings are replaced by today's.
/// </summary>
internal sealed class FoldedUnit
{
    /// <summary>Settings of which a reset takes back all of a group.</summary>
    private static readonly string[][] Groups =
    [
        ["ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO", "ListenSpecial", "ListenNetlink", "ListenMessageQueue",
            "ListenUSBFunction"],
        ["OnActiveSec", "OnBootSec", "OnStartupSec", "OnUnitActiveSec", "OnUnitInactiveSec", "OnCalendar"],
        ["PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty"],
    ];

    private static readonly string[] GroupPrefixes = ["Condition", "Assert"];

    private readonly SortedDictionary<(string Section, string Key), List<string>> _settings = new(PlaceOrder.Instance);

    /// <summary>Reads a unit's fragments.</summary>
    /// <exception cref="UnitSyntaxException">One of them is no unit file.</exception>
    public FoldedUnit(ComparedUnit unit)
    {
        if (unit.Main is { } main) Add(UnitFileReader.Read(main.Text));
        foreach (UnitFragment dropIn in unit.DropIns) Add(UnitFileReader.Read(dropIn.Text));
    }

    /// <summary>The settings that are given.</summary>
    public IEnumerable<(string Section, string Key)> Settings => _settings.Keys;

    /// <summary>The values of a setting in order; empty ones are resets.</summary>
    public IReadOnlyList<string> Values(string section, string key)
        => _settings.TryGetValue((section, key), out List<string>? values) ? values : [];

    /// <summary>The text of all values that count, for finding what they refer to.</summary>
    public IEnumerable<string> AllValues()
    {
        foreach (List<string> values in _settings.Values)
        {
            foreach (string value in values) yield return value;
        }
    }

    private void Add(UnitFile file)
    {
        foreach (UnitSection section in file.Sections)
        {
            foreach (UnitEntry entry in section.Entries) Add(section.Name, entry.Key, entry.Value);
        }
    }

    private void Add(string section, string key, string value)
    {
        if (section == "Service" && key == "TimeoutSec")
        {
            Add(section, "TimeoutStartSec", value);
            Add(section, "TimeoutStopSec", value);
            return;
        }

        (section, key) = CurrentName(section, key);
        if (value.Length == 0) ResetGroup(section, key);
        if (!_settings.TryGetValue((section, key), out List<string>? values)) _settings.Add((section, key), values = []);
        values.Add(value);
    }

    private void ResetGroup(string section, string key)
    {
        foreach (string[] group in Groups)
        {
            if (Array.IndexOf(group, key) < 0) continue;
            foreach (string member in group) _settings.Remove((section, member));
        }

        foreach (string prefix in GroupPrefixes)
        {
            if (section != "Unit" || !key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            List<(string, string)> members = [];
            foreach ((string Section, string Key) place in _settings.Keys)
            {
                if (place.Section == section && place.Key.StartsWith(prefix, StringComparison.Ordinal)) members.Add(place);
            }

            foreach ((string, string) member in members) _settings.Remove(member);
        }
    }

    /// <summary>Settings that had other names or stood elsewhere and are still accepted there.</summary>
    private static (string Section, string Key) CurrentName(string section, string key) => (section, key) switch
    {
        ("Service" or "Unit", "StartLimitInterval" or "StartLimitIntervalSec") => ("Unit", "StartLimitIntervalSec"),
        ("Service", "StartLimitBurst") => ("Unit", "StartLimitBurst"),
        ("Service", "StartLimitAction") => ("Unit", "StartLimitAction"),
        ("Service", "FailureAction") => ("Unit", "FailureAction"),
        ("Service", "SuccessAction") => ("Unit", "SuccessAction"),
        ("Service", "RebootArgument") => ("Unit", "RebootArgument"),
        ("Unit", "BindTo") => (section, "BindsTo"),
        ("Unit", "PropagateReloadTo") => (section, "PropagatesReloadTo"),
        ("Unit", "PropagateReloadFrom") => (section, "ReloadPropagatedFrom"),
        ("Service" or "Socket" or "Mount" or "Swap", "ReadOnlyDirectories") => (section, "ReadOnlyPaths"),
        ("Service" or "Socket" or "Mount" or "Swap", "ReadWriteDirectories") => (section, "ReadWritePaths"),
        ("Service" or "Socket" or "Mount" or "Swap", "InaccessibleDirectories") => (section, "InaccessiblePaths"),
        _ => (section, key),
    };

    private sealed class PlaceOrder : IComparer<(string Section, string Key)>
    {
        public static readonly PlaceOrder Instance = new();

        public int Compare((string Section, string Key) x, (string Section, string Key) y)
        {
            int bySection = string.CompareOrdinal(x.Section, y.Section);
            return bySection != 0 ? bySection : string.CompareOrdinal(x.Key, y.Key);
        }
    }
}
