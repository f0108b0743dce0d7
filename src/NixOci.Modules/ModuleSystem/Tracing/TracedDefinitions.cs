using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Tracing;

/// <summary>Something with definitions: an option, a part of an option's value, or a name without an option.</summary>
internal sealed class TracedDefinitions : TracedPart
{
    private static readonly NixInt NoPriority = NixInt.Of(Properties.NoDefinitionPriority);
    private static readonly NixInt OfDefault = NixInt.Of(Properties.OptionDefaultPriority);

    private readonly OptionType? _type;
    private readonly IReadOnlyList<RawDefinition> _raw;
    private List<DischargedDefinition>? _all;
    private Value _highest = NoPriority;

    /// <param name="location">The path.</param>
    /// <param name="type">The type by which definitions are merged; null where there is none.</param>
    /// <param name="raw">The definitions.</param>
    public TracedDefinitions(Location location, OptionType? type, IReadOnlyList<RawDefinition> raw)
        => (Location, _type, _raw) = (location, type, raw);

    /// <param name="option">An option.</param>
    public TracedDefinitions(EvaluatedOption option)
        : this(option.Location, option.Declared.Type, option.Raw)
        => (Option, Default) = (option, option.Default);

    /// <param name="other">The same.</param>
    public TracedDefinitions(TracedDefinitions other)
        : this(other.Location, other._type, other._raw)
        => (Option, Default) = (other.Option, other.Default);

    public Location Location { get; }

    /// <summary>The option; null where this is none.</summary>
    public EvaluatedOption? Option { get; }

    /// <summary>The option's own default; null where there is none.</summary>
    public Definition? Default { get; }

    /// <summary>The type by which definitions are merged; null where there is none.</summary>
    public OptionType? Type => _type;

    /// <summary>The option's own default and all definitions, those that do not stand included.</summary>
    public IReadOnlyList<DischargedDefinition> All => _all ??= Discharge();

    /// <summary>The priority of the definitions that stand.</summary>
    public Value HighestPriority => All.Count == 0 ? NoPriority : _highest;

    public override IEnumerable<Symbol> Names
    {
        get
        {
            SortedSet<string> names = new(StringComparer.Ordinal);
            foreach (Definition definition in Standing())
            {
                if (DischargedDefinition.Evaluable(definition.Value) is not AttrSet set || set.Has(Attr.Type)) continue;
                foreach (Symbol name in set.Names) names.Add(name.Text);
            }

            foreach (string name in names) yield return name;
        }
    }

    /// <summary>Whether a definition of <see cref="All"/> is one of those that make the value.</summary>
    public bool Stands(DischargedDefinition definition)
        => definition.Condition is not false && Properties.Same(definition.Priority, HighestPriority);

    /// <summary>The part under a name by the values as they are, whatever their type; null where none has it.</summary>
    public static TracedDefinitions? Inside(Location location, Definition[] definitions, Symbol name)
    {
        List<RawDefinition> raw = [];
        foreach (Definition definition in definitions)
        {
            if (definition.Value.Force() is AttrSet set && set.TryGet(name, out Value? value))
            {
                raw.Add(new RawDefinition(definition.File, value, null, set, name));
            }
        }

        return raw.Count == 0 ? null : new TracedDefinitions(location.Child(name), null, raw);
    }

    protected override Location Under(Symbol name) => Location.Child(name);

    protected override TracedPart? Find(Symbol name)
    {
        Definition[] standing = Ordering.Sort(Standing());
        if (standing.Length == 0) return null;
        if (_type?.Part(Location, standing, name) is { } part) return part;

        // The type has no parts of its own, or does not tell.
        return Inside(Location, standing, name);
    }

    protected override IEnumerable<ShadowedDefinition> Lost()
    {
        foreach (ShadowedDefinition shadowed in Shadowed) yield return shadowed;
        foreach (DischargedDefinition definition in All)
        {
            if (Stands(definition)) continue;
            Definition lost = definition.Definition;
            yield return new ShadowedDefinition(
                new RawDefinition(lost.File, lost.Value, null, null, default), definition.Priority, definition.Condition);
        }
    }

    private List<Definition> Standing()
    {
        List<Definition> standing = [];
        foreach (DischargedDefinition definition in All)
        {
            if (Stands(definition)) standing.Add(definition.Definition);
        }

        return standing;
    }

    private List<DischargedDefinition> Discharge()
    {
        List<DischargedDefinition> all = [];
        if (Default is not null) all.Add(new DischargedDefinition(Default, OfDefault, null));
        foreach (RawDefinition raw in _raw) DischargedDefinition.Discharge(raw, withFailing: true, all);
        foreach (DischargedDefinition definition in all)
        {
            if (definition.Condition is not false && Properties.Precedes(definition.Priority, _highest)) _highest = definition.Priority;
        }

        return all;
    }
}
