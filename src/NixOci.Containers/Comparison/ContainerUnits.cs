using NixOci.Systemd.Comparison;

namespace NixOci.Containers.Comparison;

/// <summary>Tells units of containers from others.</summary>
public static class ContainerUnits
{
    private static readonly string[] Prefixes = ["podman-", "docker-"];

    /// <summary>Whether a unit is a service that runs a container, as those are that a configuration makes.</summary>
    public static bool IsContainer(ComparedUnit unit, IUnitFiles files)
    {
        if (!unit.Name.EndsWith(".service", StringComparison.Ordinal) || unit.IsMasked) return false;
        foreach (IReadOnlyList<string> command in UnitCommands.OfStart(unit, files))
        {
            if (RunCommand.Read(command) is not null) return true;
            if (command.Count > 0 && IsStartScript(command[0])) return true;
        }

        return UnitCommands.EnvironmentOf(unit).ContainsKey("PODMAN_SYSTEMD_UNIT");
    }

    /// <summary>A start script that cannot be read is known by its name.</summary>
    private static bool IsStartScript(string program)
    {
        string name = program[(program.LastIndexOf('/') + 1)..];
        if (!name.EndsWith("-start", StringComparison.Ordinal)) return false;
        foreach (string prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
