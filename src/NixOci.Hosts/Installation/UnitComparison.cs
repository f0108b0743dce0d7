namespace NixOci.Hosts.Installation;

/// <summary>What the difference between two definitions of a unit asks for.</summary>
internal enum UnitChange
{
    /// <summary>Nothing: they are equal, or differ in what a running unit does not feel.</summary>
    None,

    /// <summary>A reload.</summary>
    Reload,

    /// <summary>A restart.</summary>
    Restart,
}

/// <summary>
/// Compares definitions of a unit by the rules of NixOS's <c>switch-to-configuration</c>: keys that only describe a unit or bear on
/// later events do not count, <c>X-Reload-Triggers</c> and the options of a mount ask for a reload, all else for a restart.
/// </summary>
internal static class UnitComparison
{
    private const string UnitSection = "Unit";
    private const string ReloadTriggers = "X-Reload-Triggers";

    private static readonly HashSet<string> Unfelt = new(StringComparer.Ordinal)
    {
        "Description", "Documentation", "OnFailure", "OnSuccess", "OnFailureJobMode", "IgnoreOnIsolate", "StopWhenUnneeded",
        "RefuseManualStart", "RefuseManualStop", "AllowIsolate", "CollectMode", "SourcePath",
    };

    /// <summary>Compares.</summary>
    public static UnitChange Compare(UnitDefinition old, UnitDefinition @new)
    {
        UnitChange change = UnitChange.None;
        HashSet<string> sections = new(old.Sections, StringComparer.Ordinal);
        sections.UnionWith(@new.Sections);
        foreach (string section in sections)
        {
            // A section that is new or gone counts even where it is empty, but for the one that describes.
            if (section != UnitSection && old.Sections.Contains(section) != @new.Sections.Contains(section)) return UnitChange.Restart;
            UnitChange part = CompareSection(section, old[section], @new[section]);
            if (part == UnitChange.Restart) return part;
            if (part > change) change = part;
        }

        return change;
    }

    private static UnitChange CompareSection(
        string section, IReadOnlyDictionary<string, List<string>> old, IReadOnlyDictionary<string, List<string>> @new)
    {
        UnitChange change = UnitChange.None;
        HashSet<string> keys = new(old.Keys, StringComparer.Ordinal);
        keys.UnionWith(@new.Keys);
        foreach (string key in keys)
        {
            bool isInBoth = old.TryGetValue(key, out List<string>? before) & @new.TryGetValue(key, out List<string>? after);
            if (isInBoth && before!.SequenceEqual(after!, StringComparer.Ordinal)) continue;
            if (section == UnitSection && Unfelt.Contains(key)) continue;

            // Triggers that are only taken away reload nothing.
            if (section == UnitSection && key == ReloadTriggers)
            {
                if (after is not null) change = UnitChange.Reload;
            }
            else if (section == "Mount" && key == "Options" && isInBoth)
            {
                change = UnitChange.Reload;
            }
            else
            {
                return UnitChange.Restart;
            }
        }

        return change;
    }
}
