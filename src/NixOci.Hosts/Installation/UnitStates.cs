namespace NixOci.Hosts.Installation;

/// <summary>The state of a unit; see <c>systemctl list-units</c>.</summary>
/// <param name="Active">The state in general, such as <c>active</c> or <c>failed</c>.</param>
/// <param name="Sub">The state of its kind, such as <c>running</c> or <c>auto-restart</c>.</param>
internal readonly record struct UnitState(string Active, string Sub)
{
    /// <summary>Whether it runs, or is about to.</summary>
    public bool IsActive => Active is "active" or "activating";
}

/// <summary>The units that systemd holds as active or failed, with their states.</summary>
internal static class UnitStates
{
    /// <summary>Asks systemd.</summary>
    public static Dictionary<string, UnitState> Ask(ISystemctl systemctl)
    {
        SystemctlResult result = systemctl.Run(["list-units", "--full", "--plain", "--no-legend", "--no-pager"]);
        if (!result.IsSuccess) throw new IOException($"systemd does not tell its units: {result.Error.Trim()}");
        Dictionary<string, UnitState> states = new(StringComparer.Ordinal);
        foreach (string line in result.Output.Split('\n'))
        {
            string[] columns = line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length >= 4) states[columns[0]] = new UnitState(columns[2], columns[3]);
        }

        return states;
    }
}
