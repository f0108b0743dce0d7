using NixOci.Containers.Comparison;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Explanation;

/// <summary>The options that a unit is made of.</summary>
/// <param name="Tracer">Finds definitions.</param>
/// <param name="Name">The unit's name.</param>
/// <param name="Kind">Its kind; null where the unit is made of nothing but <c>systemd.units</c>.</param>
/// <param name="Path">The path of its options.</param>
/// <param name="Values">Their values; null where they cannot be looked up by name.</param>
internal sealed record UnitOptions(DefinitionTracer Tracer, string Name, UnitKind? Kind, string[] Path, Value? Values)
{
    /// <summary>Finds the options of a unit.</summary>
    public static UnitOptions Find(DefinitionTracer tracer, string unit)
    {
        foreach (UnitKind kind in UnitKind.All)
        {
            if (!unit.EndsWith("." + kind.Suffix, StringComparison.Ordinal)) continue;
            Value units = tracer.Translation.Config.Select("systemd", kind.Option);
            if (kind.IsList)
            {
                foreach (Value item in units.ForceList().Items)
                {
                    if (NameOf(item) == unit) return new UnitOptions(tracer, unit, kind, ["systemd", kind.Option], item);
                }

                continue;
            }

            // As a rule the attribute is the name without the extension, but the option `name` may say otherwise.
            string usual = unit[..^(kind.Suffix.Length + 1)];
            AttrSet set = units.ForceAttrs();
            if (set[usual] is { } named && NameOf(named) == unit) return Of(usual, named);
            foreach ((Symbol name, Value item) in set.ByName)
            {
                if (NameOf(item) == unit) return Of(name.Text, item);
            }

            UnitOptions Of(string name, Value item) => new(tracer, unit, kind, ["systemd", kind.Option, name], item);
        }

        return new UnitOptions(tracer, unit, null, ["systemd", "units", unit], null);
    }

    /// <summary>The path of an option of the unit.</summary>
    public string[] At(params ReadOnlySpan<string> option) => [.. Path, .. option];

    /// <summary>An option's elements as texts; none where it has no such value.</summary>
    public IReadOnlyList<string> Elements(string option)
        => Values?.SelectOrNull(option) is { } value ? ValueText.Items(value) : [];

    /// <summary>The merged value of an option; null where it has none.</summary>
    public string? Text(params ReadOnlySpan<string> option) => Values?.SelectOrNull(option) is { } value ? ValueText.Of(value) : null;

    /// <summary>Adds where an option of the unit comes from. A unit that is an element of a list is found in the definitions of the list.</summary>
    /// <param name="origins">The line.</param>
    /// <param name="option">The option; where it is one of several for a setting, the likeliest first.</param>
    public bool Add(LineOrigins origins, params ReadOnlySpan<string[]> option)
    {
        if (Kind is not { IsList: true }) return origins.AddOption(At(option[0]));
        foreach (string[] path in option)
        {
            if (AddOfElement(origins, path)) return true;
        }

        return origins.AddOption(Path, "", value => Elements(value).Any());
    }

    private bool AddOfElement(LineOrigins origins, string[] path)
    {
        bool isFound = false;
        foreach (KnownDefinition definition in Tracer.Find(Path)?.Definitions ?? [])
        {
            if (definition.Outcome != DefinitionOutcome.Stands) continue;
            foreach (AttrSet element in Elements(definition.Value))
            {
                Position position = element.PositionAt(path);
                if (!position.IsKnown) continue;
                isFound = true;
                origins.Add(new Origin
                {
                    Kind = OriginKind.Definition,
                    Option = DefinitionHistory.Show([.. Path, "*", .. path]).Replace("\"*\"", "*", StringComparison.Ordinal),
                    File = position.File!.Name,
                    Position = position,
                    Priority = definition.Priority,
                });
            }
        }

        return isFound;
    }

    /// <summary>The elements of a definition of a list of units that are this one.</summary>
    private IEnumerable<AttrSet> Elements(Value definition)
    {
        if (ValueText.Content(definition) is not NixList list) yield break;
        foreach (Value item in list.Items)
        {
            if (item.Force() is AttrSet set && set["where"] is { } where && ValueText.Of(where) is { } path
                && UnitNames.EscapePath(path) + "." + Kind!.Suffix == Name)
            {
                yield return set;
            }
        }
    }

    private static string? NameOf(Value unit) => unit.SelectOrNull("name") is NixString name ? name.Text : null;
}
