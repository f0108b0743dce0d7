namespace NixOci.Systemd.Units;

/// <summary>A kind of unit that can be defined.</summary>
/// <param name="Suffix">The extension of its units' names, without the dot.</param>
/// <param name="Section">The section of its own settings; empty where it has none.</param>
/// <param name="IsList">
/// Whether its units are given as a list, because their names follow from their settings, and not by name.
/// </param>
public sealed record UnitKind(string Suffix, string Section, bool IsList = false)
{
    /// <summary>Starts other units at a path's changes.</summary>
    public static UnitKind Path { get; } = new("path", "Path");

    /// <summary>Runs processes.</summary>
    public static UnitKind Service { get; } = new("service", "Service");

    /// <summary>Shares resources among units.</summary>
    public static UnitKind Slice { get; } = new("slice", "Slice");

    /// <summary>Listens for a service.</summary>
    public static UnitKind Socket { get; } = new("socket", "Socket");

    /// <summary>Groups units.</summary>
    public static UnitKind Target { get; } = new("target", "");

    /// <summary>Starts other units at times.</summary>
    public static UnitKind Timer { get; } = new("timer", "Timer");

    /// <summary>Mounts a file system.</summary>
    public static UnitKind Mount { get; } = new("mount", "Mount", IsList: true);

    /// <summary>Mounts a file system when it is used.</summary>
    public static UnitKind Automount { get; } = new("automount", "Automount", IsList: true);

    /// <summary>
    /// All kinds, in the order in which NixOS puts their units together: where two give one name, the later one stands.
    /// </summary>
    public static IReadOnlyList<UnitKind> All { get; } = [Path, Service, Slice, Socket, Target, Timer, Mount, Automount];

    /// <summary>The option below <c>systemd</c> that holds the units of the kind, for example <c>timers</c>.</summary>
    public string Option { get; } = Suffix + "s";

    /// <summary>The option of a unit that holds the settings of the kind's section, for example <c>timerConfig</c>.</summary>
    public string SettingsOption { get; } = Suffix + "Config";
}
