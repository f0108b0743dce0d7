using NixOci.Systemd.Comparison;

namespace NixOci.Containers.Comparison;

/// <summary>The ways in which commands that run containers can differ.</summary>
public static class RunRules
{
    /// <summary>Another program runs the container.</summary>
    public static DifferenceRule Engine { get; } = new("container-engine", "Another program runs the container.");

    /// <summary>Another image is run.</summary>
    public static DifferenceRule Image { get; } = new("container-image", "Another image is run.");

    /// <summary>Another command is run in the container.</summary>
    public static DifferenceRule Command { get; } = new("container-command", "Another command is run in the container.");

    /// <summary>A flag of the command that runs the container.</summary>
    public static DifferenceRule Flag { get; } = new("container-flag", "A flag of the command that runs the container differs.");

    /// <summary>The rules of this room.</summary>
    public static IReadOnlyList<DifferenceRule> All { get; } = [Engine, Image, Command, Flag];
}
