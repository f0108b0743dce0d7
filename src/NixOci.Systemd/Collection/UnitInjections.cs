using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Collection;

/// <summary>A setting whose name or value systemd reads as more than one setting.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Section">The section, for example <c>Service</c>.</param>
/// <param name="Key">The setting, for example <c>ExecStart</c>.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Position">Where it is defined; may be unknown.</param>
public readonly record struct UnitInjection(string Unit, string Section, string Key, string Reason, Position Position);

/// <summary>
/// Finds settings that reach beyond their line in the unit's file. NixOS writes settings as they are, so that they are written
/// here; but who reads the configuration should know.
/// </summary>
public static class UnitInjections
{
    private static readonly string[] SocketLists = ["listenStreams", "listenDatagrams"];

    /// <summary>The findings of a configuration.</summary>
    /// <param name="config">The merged configuration.</param>
    public static IEnumerable<UnitInjection> Find(Value config)
    {
        Value systemd = config.Select("systemd");
        foreach (UnitKind kind in UnitKind.All)
        {
            Value units = systemd.Select(kind.Option);
            if (kind.IsList)
            {
                foreach (Value unit in units.ForceList().Items)
                {
                    string name = unit.SelectOrNull("where") is NixString where ? UnitNames.EscapePath(where.Text) : "";
                    foreach (UnitInjection found in OfUnit(kind, name, unit)) yield return found;
                }
            }
            else
            {
                foreach ((Symbol name, Value unit) in units.ForceAttrs().ByName)
                {
                    foreach (UnitInjection found in OfUnit(kind, name.Text, unit)) yield return found;
                }
            }
        }
    }

    private static IEnumerable<UnitInjection> OfUnit(UnitKind kind, string name, Value unit)
    {
        if (unit.SelectOrNull("enable") is NixBool { Value: false }) yield break;
        string whole = name + "." + kind.Suffix;
        foreach (UnitInjection found in OfSettings(whole, "Unit", unit.SelectOrNull("unitConfig"))) yield return found;
        if (kind.Section.Length > 0)
        {
            foreach (UnitInjection found in OfSettings(whole, kind.Section, unit.SelectOrNull(kind.SettingsOption))) yield return found;
        }

        if (kind != UnitKind.Socket) yield break;
        foreach (string option in SocketLists)
        {
            if (Reason(unit.SelectOrNull(option)) is { } reason) yield return new(whole, kind.Section, option, reason, ((AttrSet)unit.Force()).PositionOf(option));
        }
    }

    private static IEnumerable<UnitInjection> OfSettings(string unit, string section, Value? settings)
    {
        if (settings?.Force() is not AttrSet set) yield break;
        foreach ((Symbol key, Value value) in set.ByName)
        {
            if ((ReasonOfName(key.Text) ?? Reason(value)) is { } reason)
            {
                yield return new(unit, section, key.Text, reason, set.PositionOf(key));
            }
        }
    }

    private static string? ReasonOfName(string name)
        => name.AsSpan().ContainsAny("\n\r") ? "its name has a line break, so that systemd reads it as several lines"
            : name.Length == 0 || name[0] is '[' or '#' or ';' || name.Contains('=', StringComparison.Ordinal)
                ? "its name is none that a setting can have"
                : null;

    private static string? Reason(Value? value)
    {
        switch (value?.Force())
        {
            case NixString text:
                return Reason(text.Text);
            case NixList list:
                foreach (Value item in list.Items)
                {
                    if (Reason(item) is { } reason) return reason;
                }

                return null;
            default:
                return null;
        }
    }

    private static string? Reason(string text)
    {
        for (int i = text.AsSpan().IndexOfAny('\n', '\r'); i >= 0; i = NextBreak(text, i + 1))
        {
            // A text that ends in a line break has an empty line behind it, which says nothing.
            if (i < text.Length - 1 && !UnitLines.Continues(text.AsSpan(0, i))) return "its value has a line break, so that systemd reads what follows as settings of their own";
        }

        return UnitLines.Continues(text) ? "its value ends in a backslash, so that systemd takes the next line for a part of it" : null;
    }

    private static int NextBreak(string text, int start)
    {
        int next = text.AsSpan(start).IndexOfAny('\n', '\r');
        return next < 0 ? -1 : start + next;
    }
}
