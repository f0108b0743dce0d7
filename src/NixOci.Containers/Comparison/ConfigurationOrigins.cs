using NixOci.Containers.Configuration;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Systemd.Comparison;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Comparison;

/// <summary>Finds where a configuration says what differs elsewhere: as near as its definitions tell.</summary>
/// <param name="translation">The evaluated configuration.</param>
public sealed class ConfigurationOrigins(Translation translation)
{
    /// <summary>Where the left side of a difference comes from; unknown where the configuration does not say it itself.</summary>
    public Position Find(Difference difference)
    {
        try
        {
            Position own = OfUnitOptions(difference);
            return own.IsKnown ? own : OfContainer(difference);
        }
        catch (NixException)
        {
            // A definition that nothing has needed so far may be wrong; that is no matter of the comparison.
            return default;
        }
    }

    private Position OfContainer(Difference difference)
    {
        foreach (TranslatedContainer container in translation.Containers)
        {
            if (container.Unit != difference.Unit) continue;
            Position position = default;
            foreach (string[] path in ContainerPaths(difference))
            {
                foreach (OptionDefinition definition in container.Definitions)
                {
                    position = definition.Value.PositionAt(path);
                    if (position.IsKnown) return position;
                }
            }

            return container.Position;
        }

        return default;
    }

    /// <summary>The options of a container that a difference may come from, the likeliest first.</summary>
    private static IEnumerable<string[]> ContainerPaths(Difference difference)
    {
        string item = difference.Item;
        if (item.StartsWith("podman ", StringComparison.Ordinal) || item.StartsWith("docker ", StringComparison.Ordinal)) item = item[7..];
        string[] words = item.Split(' ', 3);
        string? flag = words is ["run" or "create", _, ..] ? words[1] : words is ["options"] ? words[0] : null;
        if (flag is null)
        {
            if (difference.Key is "After" or "Requires") yield return ["dependsOn"];
            else if (difference.Key == "links") yield return ["autoStart"];
            else if (difference.Key == "ExecStartPre") yield return ["imageFile"];
            yield break;
        }

        if (ContainerOptionOf.Flag(flag) is { } option)
        {
            if (words.Length > 2 && option is ("environment" or "labels")) yield return [option, words[2]];
            yield return [option];
        }

        yield return ["extraOptions"];
    }

    /// <summary>What the configuration says of the unit itself, as in <c>systemd.services.NAME.serviceConfig.KEY</c>.</summary>
    private Position OfUnitOptions(Difference difference)
    {
        foreach (UnitKind kind in UnitKind.All)
        {
            string suffix = "." + kind.Suffix;
            if (kind.IsList || !difference.Unit.EndsWith(suffix, StringComparison.Ordinal)) continue;
            string name = difference.Unit[..^suffix.Length];
            foreach (OptionDefinition definition in translation.DefinitionsOf("systemd", kind.Option))
            {
                if (definition.Value.Force() is not AttrSet units || units[name]?.Force() is not AttrSet unit) continue;
                foreach (string[] path in UnitPaths(kind, difference))
                {
                    Position position = unit.PositionAt(path);
                    if (position.IsKnown) return position;
                }

                if (difference.Key.Length == 0 && units.PositionOf(name) is { IsKnown: true } whole) return whole;
            }
        }

        return default;
    }

    private static IEnumerable<string[]> UnitPaths(UnitKind kind, Difference difference)
    {
        string key = difference.Key;
        if (key.Length == 0) yield break;
        if (difference.Section == kind.Section) yield return [kind.SettingsOption, key];
        if (difference.Section == "Unit") yield return ["unitConfig", key];
        if (key == "Environment" && difference.Item.Length > 0) yield return ["environment", difference.Item];
        if (key == "links") yield return [difference.Item == "requires" ? "requiredBy" : difference.Item == "aliases" ? "aliases" : "wantedBy"];
        yield return [UnitOptionOf.Key(key)];
    }
}
