namespace NixOci.Hosts.Installation;

/// <summary>Tells systemd what a plan says.</summary>
/// <param name="systemctl">The way to systemd.</param>
/// <param name="plan">The plan.</param>
internal sealed class SwitchExecution(ISystemctl systemctl, SwitchPlan plan)
{
    private readonly List<string> _failures = [];

    /// <summary>What systemd could not do, as sentences.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>What comes before the switch: units that go, or that are not to see the new files while they run, are stopped.</summary>
    public void Stop() => Tell("stop", plan.Stop);

    /// <summary>What comes after the switch.</summary>
    public void Start()
    {
        Require("daemon-reload");
        Dictionary<string, UnitState> states = UnitStates.Ask(systemctl);
        SortedSet<string> reload = new(StringComparer.Ordinal), start = new(plan.Start, StringComparer.Ordinal);
        foreach (string unit in plan.Reload)
        {
            // What stopped meanwhile cannot be reloaded; it is started with the new files.
            (states.TryGetValue(unit, out UnitState state) && state.IsActive ? reload : start).Add(unit);
        }

        SortedSet<string> failed = new(StringComparer.Ordinal);
        foreach (string unit in start)
        {
            if (states.TryGetValue(unit, out UnitState state) && state.Active == "failed") failed.Add(unit);
        }

        // A unit that failed too often is not started before its failures are forgotten.
        Tell("reset-failed", failed);
        Tell("reload", reload);
        Tell("restart", plan.Restart);
        Tell("start", start);
    }

    private void Require(string verb)
    {
        SystemctlResult result = systemctl.Run([verb]);
        if (!result.IsSuccess) throw new IOException($"systemctl {verb} failed: {result.Error.Trim()}");
    }

    private void Tell(string verb, SortedSet<string> units)
    {
        if (units.Count == 0) return;
        SystemctlResult result = systemctl.Run([verb, "--", .. units]);
        if (!result.IsSuccess) _failures.Add($"systemctl {verb} {string.Join(' ', units)} failed: {result.Error.Trim()}");
    }
}
