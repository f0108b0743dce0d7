using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Containers.Configuration;

/// <summary>Where a unit comes from.</summary>
/// <param name="Container">The container that it runs, as byte text; null for other units.</param>
/// <param name="Position">Where the configuration names the container, or else the unit; may be unknown.</param>
public sealed record UnitOrigin(string? Container, Position Position)
{
    /// <summary>Nothing is known.</summary>
    public static UnitOrigin Unknown { get; } = new(null, default);
}

/// <summary>Finds where in a configuration the units come from. Nothing is looked up before it is asked for.</summary>
/// <param name="translation">What became of the configuration.</param>
public sealed class UnitOrigins(Translation translation)
{
    private const string TimerSuffix = ".timer";
    private const string ServiceSuffix = ".service";

    private readonly Dictionary<string, IReadOnlyList<OptionDefinition>> _definitions = new(StringComparer.Ordinal);
    private Dictionary<string, TranslatedContainer>? _containers;

    /// <summary>Where a unit comes from.</summary>
    /// <param name="unit">The unit's name as byte text, for example <c>podman-web.service</c>.</param>
    public UnitOrigin Find(string unit)
    {
        if (Containers().TryGetValue(unit, out TranslatedContainer? container))
        {
            return new UnitOrigin(container.Name, container.Position);
        }

        int dot = unit.LastIndexOf('.');
        if (dot <= 0) return UnitOrigin.Unknown;
        string name = unit[..dot];
        Position position = PositionOf(unit[(dot + 1)..] + "s", name);

        // A service that is started at times has its timer from there.
        if (!position.IsKnown && unit.EndsWith(TimerSuffix, StringComparison.Ordinal)) return Find(name + ServiceSuffix);
        return new UnitOrigin(null, position);
    }

    private Dictionary<string, TranslatedContainer> Containers()
    {
        if (_containers is not null) return _containers;
        _containers = new Dictionary<string, TranslatedContainer>(StringComparer.Ordinal);
        foreach (TranslatedContainer container in translation.Containers) _containers.TryAdd(container.Unit, container);
        return _containers;
    }

    private Position PositionOf(string kind, string name)
    {
        if (!_definitions.TryGetValue(kind, out IReadOnlyList<OptionDefinition>? definitions))
        {
            definitions = translation.DefinitionsOf("systemd", kind);
            _definitions.Add(kind, definitions);
        }

        foreach (OptionDefinition definition in definitions)
        {
            if (definition.Value.Force() is not AttrSet units) continue;
            Position position = units.PositionOf(name);
            if (position.IsKnown) return position;
        }

        return default;
    }
}
