using NixOci.Containers.Comparison;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Comparison.Values;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Explanation;

/// <summary>Where the settings of a unit come from.</summary>
/// <param name="unit">The options that the unit is made of.</param>
/// <param name="container">What NixOS makes of a container; null where the unit runs none.</param>
internal sealed class SettingOrigins(UnitOptions unit, ContainerRuleOrigins? container)
{
    private const string Containers = "oci-containers";

    /// <summary>Adds where a setting comes from.</summary>
    /// <param name="origins">The line.</param>
    /// <param name="section">The section.</param>
    /// <param name="entry">The setting.</param>
    /// <returns>The variable that the setting gives the unit; null where it gives none.</returns>
    public string? Add(LineOrigins origins, string section, UnitEntry entry)
    {
        string? variable = null;
        if (section == "Install")
        {
            AddElements(origins, "wantedBy", entry.Value.Split(' '));
        }
        else if (entry.Key == "Environment" && unit.Kind == UnitKind.Service)
        {
            // Variables of the option `environment` stand in quotes, as JSON has them; the others are written by hand.
            variable = UnitWords.Split(entry.Value) is [var word, ..] ? word.Split('=')[0] : null;
            if (variable is null || !entry.Value.StartsWith('"') || !AddVariable(origins, variable))
            {
                AddSetting(origins, unit.Kind.SettingsOption, entry);
            }
        }
        else if (entry.Key.StartsWith("X-", StringComparison.Ordinal) && section == "Service"
            && unit.Values?.SelectOrNull("serviceConfig", entry.Key) is null)
        {
            unit.Add(origins, [UnitOptionOf.Key(entry.Key)]);
        }
        else if (section == "Unit")
        {
            AddSetting(origins, "unitConfig", entry);
        }
        else if (section == "Socket" && unit.Elements(UnitOptionOf.Key(entry.Key)).Contains(entry.Value)
            && !HasSetting("socketConfig", entry))
        {
            AddElements(origins, UnitOptionOf.Key(entry.Key), [entry.Value]);
        }
        else if (unit.Kind is { } kind && section == kind.Section)
        {
            AddSetting(origins, kind.SettingsOption, entry);
        }

        return variable;
    }

    /// <summary>Adds where something comes from that does not stand in the unit's text.</summary>
    public void AddRelation(LineOrigins origins, string option, IReadOnlyList<string> elements) => AddElements(origins, option, elements);

    private bool AddElements(LineOrigins origins, string option, IReadOnlyList<string> elements)
    {
        if (unit.Kind is { IsList: true }) return unit.Add(origins, [option]);
        return origins.AddElements(unit.At(option), elements, (definition, element) => DefinitionTracer.ModuleOf(definition) switch
        {
            Containers => container is not null && container.AddRelation(origins, option, element),
            "docker-prune" => origins.AddOption(["virtualisation", "docker", "autoPrune", "enable"]),
            "systemd" when unit.Kind == UnitKind.Timer => AddStartTimes(origins),
            _ => false,
        });
    }

    /// <summary>A timer that a service has by its option <c>startAt</c>.</summary>
    private bool AddStartTimes(LineOrigins origins) => origins.AddOption(["systemd", "services", unit.Path[^1], "startAt"]);

    private void AddSetting(LineOrigins origins, string settings, UnitEntry entry)
    {
        if (unit.Kind is { IsList: true })
        {
            unit.Add(origins, [settings, entry.Key], [UnitOptionOf.Key(entry.Key)]);
            return;
        }

        bool isKnown = origins.AddOption(
            unit.At(settings, entry.Key),
            "",
            value => ValueText.Items(value).Any(item => item.Trim() == entry.Value),
            definition => AddSettingOfNixos(origins, settings, entry, definition));
        if (!isKnown) AddOption(origins, UnitOptionOf.Key(entry.Key), entry.Value);
    }

    private bool HasSetting(string settings, UnitEntry entry)
        => unit.Values?.SelectOrNull(settings, entry.Key) is { } value && ValueText.Has(value, entry.Value);

    /// <summary>What NixOS's own modules set they make of other options.</summary>
    private bool AddSettingOfNixos(LineOrigins origins, string settings, UnitEntry entry, KnownDefinition definition)
        => DefinitionTracer.ModuleOf(definition) switch
        {
            Containers when container is not null => container.AddSetting(origins, settings, entry),
            "docker-prune" => AddPruning(origins, entry.Key),
            "systemd" when entry.Key == "OnCalendar" => AddStartTimes(origins),
            "systemd" => AddOption(origins, UnitOptionOf.Key(entry.Key), entry.Value),
            _ => false,
        };

    /// <summary>Adds where an option comes from that becomes a setting; of a list, where each element does.</summary>
    private bool AddOption(LineOrigins origins, string option, string value)
    {
        if (unit.Values?.SelectOrNull(option) is NixList list && !option.EndsWith("Triggers", StringComparison.Ordinal))
        {
            // Where elements have blanks, what stands in the line is not to be told apart by them.
            string[] words = value.Split(' ');
            return AddElements(origins, option, words.Length == list.Count ? words : unit.Elements(option));
        }

        bool isKnown = origins.AddOption(unit.At(option), "", null, definition
            => DefinitionTracer.ModuleOf(definition) == Containers && container is not null && container.AddScript(origins, option));
        if (option == "script" && unit.Text("scriptArgs") is { Length: > 0 }) origins.AddOption(unit.At("scriptArgs"));
        return isKnown;
    }

    private static bool AddPruning(LineOrigins origins, string key)
        => origins.AddOption(["virtualisation", "docker", "autoPrune", key switch
        {
            "OnCalendar" => "dates",
            "Persistent" => "persistent",
            _ => "randomizedDelaySec",
        }]);

    private bool AddVariable(LineOrigins origins, string name)
    {
        if (unit.Values?.SelectOrNull("environment", name) is null)
        {
            string[] global = ["systemd", "globalEnvironment", name];
            return origins.AddOption(global, "", null, definition =>
            {
                origins.AddRule(DefinitionTracer.ModuleOf(definition)!, "every service has the variable");
                return true;
            });
        }

        return origins.AddOption(unit.At("environment", name), "", null, definition => DefinitionTracer.ModuleOf(definition) switch
        {
            Containers when container is not null => container.AddVariable(origins, name),
            "systemd" when name == "PATH" => AddSearchPath(origins),
            _ => false,
        });
    }

    private bool AddSearchPath(LineOrigins origins)
        => origins.AddOption(unit.At("path"), "", null, definition =>
        {
            switch (DefinitionTracer.ModuleOf(definition))
            {
                case Containers when container is not null:
                    return container.AddSearchPath(origins);
                case "systemd":
                    origins.AddRule("systemd", "every service finds coreutils, findutils, gnugrep, gnused and systemd");
                    return true;
                default:
                    return false;
            }
        });
}
