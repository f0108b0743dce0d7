namespace NixOci.Hosts.Installation;

/// <summary>
/// Finds out what systemd is to be told, by the rules of NixOS's <c>switch-to-configuration</c>: a unit that is gone is stopped, a
/// changed one is restarted unless it asks to be reloaded or left alone, an equal one is left alone. New units are started where
/// what wants them is active. NixOS starts all active targets for that; here only what is new, changed or failed is started, because
/// a host's administrator may have stopped other units on purpose.
/// </summary>
/// <param name="old">The units in force.</param>
/// <param name="new">The units to come.</param>
/// <param name="states">What systemd holds as active or failed.</param>
internal sealed class SwitchPlanner(UnitSet old, UnitSet @new, IReadOnlyDictionary<string, UnitState> states)
{
    private static readonly HashSet<string> Never = new(StringComparer.Ordinal)
    {
        "sysinit.target", "basic.target", "multi-user.target", "graphical.target", "suspend.target", "hibernate.target", "hybrid-sleep.target",
    };

    // By these a unit is stopped together with another.
    private static readonly string[] BindingKeys = ["Requires", "Requisite", "BindsTo", "PartOf"];

    private readonly SwitchPlan _plan = new();

    /// <summary>The plan.</summary>
    /// <param name="unfinished">What an interrupted switch had still to do; null where there is none.</param>
    public SwitchPlan Plan(SwitchPlan? unfinished)
    {
        if (unfinished is not null) TakeOver(unfinished);
        foreach ((string unit, UnitState state) in states)
        {
            if (state.IsActive && old.Has(unit)) PlanActive(unit);
        }

        foreach (string unit in @new.Names) PlanStart(unit);
        PlanFollowers();
        return _plan;
    }

    private void TakeOver(SwitchPlan unfinished)
    {
        foreach (string unit in unfinished.Start) Carry(unit, _plan.Start);
        foreach (string unit in unfinished.Restart) Carry(unit, _plan.Restart);
        foreach (string unit in unfinished.Reload) Carry(unit, _plan.Reload);

        // What was to be stopped because it was gone is stopped still, unless it is there again.
        foreach (string unit in unfinished.Stop)
        {
            if (@new.Find(unit) is null && IsActive(unit)) _plan.Stop.Add(unit);
        }

        void Carry(string unit, SortedSet<string> list)
        {
            if (@new.Find(unit) is not null) list.Add(unit);
        }
    }

    private void PlanActive(string unit)
    {
        UnitDefinition? before = old.Find(unit), after = @new.Find(unit);
        if (after is null)
        {
            if (before is null || before.IsSet("Unit", "X-StopOnRemoval", true)) _plan.Stop.Add(unit);
        }
        else if (unit.EndsWith(".target", StringComparison.Ordinal))
        {
            PlanTarget(unit, before, after);
        }
        else
        {
            UnitChange change = before is null ? UnitChange.Restart : UnitComparison.Compare(before, after);
            if (change == UnitChange.Restart) PlanChanged(unit, after);
            else if (change == UnitChange.Reload && !_plan.Restart.Contains(unit)) _plan.Reload.Add(unit);
        }
    }

    private void PlanTarget(string unit, UnitDefinition? before, UnitDefinition after)
    {
        bool stops = after.IsSet("Unit", "X-StopOnReconfiguration", false);
        if (stops) _plan.Stop.Add(unit);
        bool isChanged = before is null || UnitComparison.Compare(before, after) != UnitChange.None;
        if ((stops || isChanged) && !Never.Contains(unit) && MayBeStarted(after)) _plan.Start.Add(unit);
    }

    private void PlanChanged(string unit, UnitDefinition after)
    {
        string kind = unit[(unit.LastIndexOf('.') + 1)..];
        bool isService = kind == "service";

        // systemd applies changed paths and slices by itself. A changed socket stays as it is on NixOS too.
        if (kind is "path" or "slice") return;
        if (kind == "mount" && unit == "-.mount") _plan.Reload.Add(unit);
        else if (kind == "mount") Restart(unit);
        else if (kind == "socket") _plan.Skip.Add(unit);
        else if (after.IsSet("Service", "X-ReloadIfChanged", false) && !_plan.Restart.Contains(unit) && !_plan.Stop.Contains(unit)) _plan.Reload.Add(unit);
        else if (!after.IsSet("Service", "X-RestartIfChanged", true) || !MayBeStopped(after)) _plan.Skip.Add(unit);
        else if (!isService || !after.IsSet("Service", "X-StopIfChanged", true)) Restart(unit);
        else StopAndStart(unit, after);
    }

    private void Restart(string unit)
    {
        _plan.Reload.Remove(unit);
        _plan.Restart.Add(unit);
    }

    /// <summary>A service that a socket starts is left to it.</summary>
    private void StopAndStart(string unit, UnitDefinition after)
    {
        bool isStartedBySocket = false;
        if (!after.IsSet("Service", "X-NotSocketActivated", false))
        {
            List<string> sockets = [.. after.WordsOf("Service", "Sockets")];
            if (sockets.Count == 0) sockets.Add(unit[..unit.LastIndexOf('.')] + ".socket");
            foreach (string socket in sockets)
            {
                if (!IsActive(socket)) continue;
                _plan.Stop.Add(socket);
                if (@new.Find(socket) is null) continue;
                _plan.Start.Add(socket);
                isStartedBySocket = true;
            }
        }

        if (!isStartedBySocket) _plan.Start.Add(unit);
        _plan.Stop.Add(unit);
        _plan.Reload.Remove(unit);
    }

    private void PlanStart(string unit)
    {
        if (IsActive(unit) || @new.Find(unit) is not { } after || !MayBeStarted(after)) return;
        bool isWanted = false, isNewlyWanted = false;
        foreach (string dependent in @new.DependentsOf(unit))
        {
            if (!IsActive(dependent)) continue;
            isWanted = true;
            isNewlyWanted |= !old.DependentsOf(unit).Contains(dependent);
        }

        if (!isWanted) return;
        bool isFailed = states.TryGetValue(unit, out UnitState state) && state.Active == "failed";
        bool isChanged = old.Find(unit) is not { } before || UnitComparison.Compare(before, after) != UnitChange.None;
        if (isNewlyWanted || isFailed || isChanged) _plan.Start.Add(unit);
    }

    /// <summary>What is stopped together with a unit that is started again is started again too.</summary>
    private void PlanFollowers()
    {
        Queue<string> interrupted = new(_plan.Stop);
        foreach (string unit in _plan.Restart) interrupted.Enqueue(unit);
        if (interrupted.Count == 0) return;
        Dictionary<string, List<string>> bound = BoundUnits();
        HashSet<string> seen = new(interrupted, StringComparer.Ordinal);
        while (interrupted.TryDequeue(out string? other))
        {
            foreach (string unit in bound.GetValueOrDefault(other) ?? [])
            {
                if (!seen.Add(unit)) continue;
                interrupted.Enqueue(unit);
                if (@new.Find(unit) is { } definition && MayBeStarted(definition)) _plan.Start.Add(unit);
            }
        }
    }

    /// <summary>The active units that are stopped together with a unit, by that unit.</summary>
    private Dictionary<string, List<string>> BoundUnits()
    {
        Dictionary<string, List<string>> bound = new(StringComparer.Ordinal);
        foreach ((string unit, UnitState state) in states)
        {
            if (!state.IsActive || !@new.Has(unit)) continue;
            foreach (UnitDefinition? definition in new[] { old.Find(unit), @new.Find(unit) })
            {
                if (definition is null) continue;
                foreach (string key in BindingKeys)
                {
                    foreach (string other in definition.WordsOf("Unit", key))
                    {
                        if (!bound.TryGetValue(other, out List<string>? units)) bound.Add(other, units = []);
                        units.Add(unit);
                    }
                }
            }
        }

        return bound;
    }

    private bool IsActive(string unit) => states.TryGetValue(unit, out UnitState state) && state.IsActive;

    private static bool MayBeStarted(UnitDefinition definition)
        => !definition.IsSet("Unit", "RefuseManualStart", false) && !definition.IsSet("Unit", "X-OnlyManualStart", false);

    private static bool MayBeStopped(UnitDefinition definition)
        => !definition.IsSet("Unit", "RefuseManualStop", false) && !definition.IsSet("Unit", "X-OnlyManualStart", false);
}
