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
            UnitSection? found = null;
            List<UnitEntry>? entries = null;
            foreach (UnitSection section in Sections)
            {
                if (!string.Equals(section.Name, name, StringComparison.Ordinal)) continue;
                if (found is null)
                {
                    found = section;
                    continue;
                }

                entries ??= [.. found.Entries];
                entries.AddRange(section.Entries);
            }

            return entries is not null ? new UnitSection(name, entries) : found ?? new UnitSection(name, []);
        }
    }
}
