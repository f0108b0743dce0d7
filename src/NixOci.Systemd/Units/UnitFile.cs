namespace NixOci.Systemd.Units;

/// <summary>What a unit file says: its sections in order. A section may recur; systemd reads the parts as one.</summary>
/// <param name="Sections">The sections.</param>
public sealed record UnitFile(IReadOnlyList<UnitSection> Sections)
{
    /// <summary>All settings of the sections of one name, as one section; empty where there is none.</summary>
    public UnitSection this[string name]
    {
        get
        {
            List<UnitEntry> entries = [];
            foreach (UnitSection section in Sections)
            {
                if (string.Equals(section.Name, name, StringComparison.Ordinal)) entries.AddRange(section.Entries);
            }

            return new UnitSection(name, entries);
        }
    }
}
