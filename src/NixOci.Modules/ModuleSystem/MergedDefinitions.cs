using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// The definitions of one option on their way to its value: conditions are evaluated, the highest priority wins, what is
/// ordered is sorted, types are checked, and the type merges what remains. Each step is taken when it is needed.
/// </summary>
internal sealed class MergedDefinitions : DeferredValue
{
    private static readonly NixInt NoPriority = NixInt.Of(Properties.NoDefinitionPriority);
    private static readonly NixInt OfDefault = NixInt.Of(Properties.OptionDefaultPriority);

    private readonly Location _location;
    private readonly OptionType _type;
    private readonly ModuleContext _context;
    private RawDefinition[]? _raw;
    private List<DischargedDefinition>? _candidates;
    private Value _highest = NoPriority;
    private Definition[]? _final;
    private Thunk? _merged;
    private Reentry _discharging;
    private Reentry _choosing;

    /// <param name="context">The module system at hand.</param>
    /// <param name="location">The option.</param>
    /// <param name="type">Its type.</param>
    /// <param name="definitions">What modules define.</param>
    public MergedDefinitions(ModuleContext context, Location location, OptionType type, RawDefinition[] definitions)
    {
        _context = context;
        _location = location;
        _type = type;
        _raw = definitions;
    }

    /// <summary>The option's own default, which is a definition of the least priority; empty where there is none.</summary>
    public Definition[] Default { get; init; } = [];

    /// <summary>The priority of the definitions that stand.</summary>
    public Value HighestPriority
    {
        get
        {
            EnsureDischarged();
            return _highest;
        }
    }

    /// <summary>The definitions that stand, in the order in which they are merged.</summary>
    public Definition[] Final
    {
        get
        {
            if (_final is not null) return _final;
            EnsureDischarged();
            _choosing.Enter();
            try
            {
                Definition[] final = ChooseFinal();
                _candidates = null;
                return _final = final;
            }
            finally
            {
                _choosing.Leave();
            }
        }
    }

    /// <summary>Whether any definition stands.</summary>
    public bool IsDefined => Final.Length > 0;

    /// <summary>The value of the option.</summary>
    public Thunk Value => _merged ??= new Thunk(this);

    /// <summary>Merges what stands; to be called once, and by one who keeps the result.</summary>
    public Value Merge()
    {
        Definition[] definitions = Final;
        if (definitions.Length == 0)
        {
            throw new ThrownException(_context.Release.NoValueMessage(_location.Show()));
        }

        foreach (Definition definition in definitions)
        {
            if (_type.Check(definition.Value)) continue;
            definitions = WithPlaceholders(definitions);
            break;
        }

        return _type.Merge(_location, definitions);
    }

    /// <inheritdoc/>
    protected override Value Compute() => Merge();

    /// <summary>The definitions with values in place of those that are not known; the others have to be of the type.</summary>
    private Definition[] WithPlaceholders(Definition[] definitions)
    {
        Definition[] known = new Definition[definitions.Length];
        List<Definition> invalid = [];
        for (int i = 0; i < known.Length; i++)
        {
            Definition definition = definitions[i];
            if (_type.Check(definition.Value)) known[i] = definition;
            else if (Assumed(definition.Value.Force()) is { } assumed) known[i] = definition.With(assumed);
            else invalid.Add(definition);
        }

        return invalid.Count == 0 ? known : throw WrongType(invalid);
    }

    /// <summary>What stands in place of a value that is not known and is to be of the type; null where the value is known.</summary>
    private Value? Assumed(Value value)
    {
        if (UnknownValue.Of(value) is { } unknown) return unknown.As(_type.Check, _type.DescriptionText);
        if (value is not NixString relative || _context.Unknowns?.BeginsWithPlaceholder(relative.Text) != true) return null;

        // A path that begins with a placeholder is as absolute as what the placeholder stands for.
        NixString absolute = new("/" + relative.Text, relative.Context);
        return _type.Check(absolute) ? absolute : null;
    }

    private ThrownException WrongType(List<Definition> invalid)
        => new(
            $"A definition for option `{_location.Show()}' is not of type `{_type.DescriptionText}'. "
            + $"Definition values:{_context.Text.ShowDefinitions(invalid)}");

    private Definition[] ChooseFinal()
    {
        if (_candidates is not { } candidates) return HasOrder(Default) ? Ordering.Sort(Default) : Default;
        int count = 0;
        foreach (DischargedDefinition candidate in candidates)
        {
            if (Properties.Same(candidate.Priority, _highest)) count++;
        }

        Definition[] standing = new Definition[count];
        int n = 0;
        foreach (DischargedDefinition candidate in candidates)
        {
            if (Properties.Same(candidate.Priority, _highest)) standing[n++] = candidate.Definition;
        }

        return HasOrder(standing) ? Ordering.Sort(standing) : standing;
    }

    /// <summary>A default that nothing overrides is evaluated here too, as any definition is.</summary>
    private static bool HasOrder(Definition[] definitions)
    {
        for (int i = 0; i < definitions.Length; i++)
        {
            if (Properties.KindOf(definitions[i].Value.Force()) == PropertyKind.Order) return true;
        }

        return false;
    }

    private void EnsureDischarged()
    {
        if (_raw is null) return;
        _discharging.Enter();
        try
        {
            // Most options have nothing but their default.
            if (_raw.Length == 0) _highest = Default.Length > 0 ? OfDefault : NoPriority;
            else _candidates = Discharge(_raw);
            _raw = null;
        }
        finally
        {
            _discharging.Leave();
        }
    }

    private List<DischargedDefinition> Discharge(RawDefinition[] definitions)
    {
        List<DischargedDefinition> candidates = new(definitions.Length + Default.Length);
        foreach (Definition own in Default) candidates.Add(new DischargedDefinition(own, OfDefault, null));
        foreach (RawDefinition raw in definitions)
        {
            try
            {
                DischargedDefinition.Discharge(raw, withFailing: false, candidates);
            }
            catch (EvalException e) when (ErrorContext.EvaluatingDefinitions(e, raw.File))
            {
                throw;
            }
        }

        Value highest = NoPriority;
        foreach (DischargedDefinition candidate in candidates)
        {
            if (Properties.Precedes(candidate.Priority, highest)) highest = candidate.Priority;
        }

        _highest = highest;
        return candidates;
    }
}
