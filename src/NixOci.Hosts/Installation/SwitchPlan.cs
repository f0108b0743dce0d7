namespace NixOci.Hosts.Installation;

/// <summary>What systemd is told when a generation takes the place of another. Every list is sorted and names each unit once.</summary>
public sealed class SwitchPlan
{
    /// <summary>Units that are stopped before the switch.</summary>
    public SortedSet<string> Stop { get; } = new(StringComparer.Ordinal);

    /// <summary>Units that are started after it.</summary>
    public SortedSet<string> Start { get; } = new(StringComparer.Ordinal);

    /// <summary>Units that are restarted after it.</summary>
    public SortedSet<string> Restart { get; } = new(StringComparer.Ordinal);

    /// <summary>Units that are reloaded after it.</summary>
    public SortedSet<string> Reload { get; } = new(StringComparer.Ordinal);

    /// <summary>Changed units that are left as they are, because they ask for that or systemd cannot do otherwise.</summary>
    public SortedSet<string> Skip { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether systemd is told nothing.</summary>
    public bool IsEmpty => Stop.Count + Start.Count + Restart.Count + Reload.Count == 0;
}
