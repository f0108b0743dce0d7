namespace NixOci.Systemd.Comparison;

/// <summary>One way in which a unit differs between two places. All texts are byte text.</summary>
public sealed record Difference
{
    /// <summary>The unit's name, for example <c>podman-web.service</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The way in which it differs.</summary>
    public required DifferenceRule Rule { get; init; }

    /// <summary>What it means.</summary>
    public required DifferenceClass Class { get; init; }

    /// <summary>The section, for example <c>Service</c>; empty where the unit as a whole differs.</summary>
    public required string Section { get; init; }

    /// <summary>The setting, for example <c>ExecStart</c>; empty where the unit as a whole differs.</summary>
    public required string Key { get; init; }

    /// <summary>What of the setting differs, for example <c>podman run --publish</c> or a variable's name; empty where all of it does.</summary>
    public required string Item { get; init; }

    /// <summary>What stands on the left, made comparable; null where there is nothing.</summary>
    public string? Left { get; init; }

    /// <summary>What stands on the right, made comparable; null where there is nothing.</summary>
    public string? Right { get; init; }

    /// <summary>The place as one text, for example <c>[Service] ExecStart: podman run --publish</c>.</summary>
    public string Setting
    {
        get
        {
            string setting = Section.Length == 0 ? Key : Key.Length == 0 ? $"[{Section}]" : $"[{Section}] {Key}";
            return Item.Length == 0 ? setting : setting.Length == 0 ? Item : setting + ": " + Item;
        }
    }
}
