using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>An option with its definitions: its value, and what <c>options</c> tells of it.</summary>
internal sealed class EvaluatedOption : DeferredValue
{
    private static readonly AttrTemplate Results = new(
        "value", "highestPrio", "definitions", "files", "definitionsWithLocations", "isDefined", "__toString");

    private readonly ModuleContext _context;
    private readonly IDefinitionSource _definitions;
    private MergedDefinitions? _merged;
    private Value? _value;
    private AttrSet? _description;

    /// <param name="context">The module system at hand.</param>
    /// <param name="location">The option's path.</param>
    /// <param name="option">Its declaration.</param>
    /// <param name="definitions">Its definitions, asked for when they are needed.</param>
    public EvaluatedOption(ModuleContext context, Location location, DeclaredOption option, IDefinitionSource definitions)
    {
        _context = context;
        _definitions = definitions;
        Location = location;
        Declared = option;
        if (option.Type.DeprecationMessage is not NixNull) WarnOfDeprecation(option.Type);
    }

    public Location Location { get; }

    public DeclaredOption Declared { get; }

    /// <summary>The definitions as modules give them.</summary>
    public RawDefinition[] Raw => _definitions.Definitions;

    /// <summary>The definitions, merged step by step.</summary>
    public MergedDefinitions Merged => _merged ??= MergeDefinitions();

    /// <summary>The value that <c>config</c> has; may be a thunk.</summary>
    public Value Value => _value ??= new Thunk(this);

    /// <summary>The value that <c>config</c> has, for one who is asked for it only once and is a thunk already.</summary>
    public Value ComputeValue() => _value is null ? _value = Compute().Force() : _value.Force();

    /// <summary>The option as <c>options</c> has it.</summary>
    public AttrSet Description => _description ??= Declared.Describe(_context, Location).Update(Results.Create(
        Value,
        new Thunk(() => Merged.HighestPriority),
        new Thunk(() => Select(static definition => definition.Value)),
        new Thunk(() => Select(static definition => definition.File)),
        new Thunk(() => WithPositions(Merged.Final)),
        new Thunk(() => NixBool.Of(Merged.IsDefined)),
        Protocol.Nix.Function("__toString", _ => OptionText.ShowOption(Location.ToList()))));

    /// <summary>The option's own default; null where there is none.</summary>
    public Definition? Default => Declared.Default is [Definition own] ? own : null;

    /// <inheritdoc/>
    protected override Value Compute()
    {
        try
        {
            Value value = Declared.Attributes.TryGet(Attr.Apply, out Value? apply)
                ? apply.Call(Merged.Value)
                : Merged.Merge().Force();

            // Hardly anybody asks for the definitions once the value is known, and they can be had again.
            _merged = null;
            return value;
        }
        catch (EvalException e) when (ErrorContext.EvaluatingOption(e, Location))
        {
            throw;
        }
    }

    private MergedDefinitions MergeDefinitions()
    {
        Definition[] own = Declared.Default;
        if (Declared.Attributes.TryGet(Attr.ReadOnly, out Value? readOnly) && readOnly.ForceBool())
        {
            RawDefinition[] given = _definitions.Definitions;
            if (given.Length + own.Length > 1) throw SetMoreThanOnce(own, given);
        }

        return new MergedDefinitions(_context, Location, Declared.Type, _definitions.Definitions) { Default = own };
    }

    private ThrownException SetMoreThanOnce(Definition[] own, IReadOnlyList<RawDefinition> given)
    {
        // Each is evaluated as if it were the only one, so that the message shows values and no properties.
        List<Definition> separate = [];
        foreach (Definition definition in own)
        {
            separate.Add(definition.With(new MergedDefinitions(_context, Location, Declared.Type, []) { Default = own }.Value));
        }

        foreach (RawDefinition raw in given)
        {
            separate.Add(new Definition(raw.File, new MergedDefinitions(_context, Location, Declared.Type, [raw]).Value));
        }

        return new ThrownException(
            $"The option `{Location.Show()}' is read-only, but it's set multiple times. "
            + $"Definition values:{_context.Text.ShowDefinitions(separate)}");
    }

    /// <summary>The definitions as sets, each of which knows the place of its value, as far as any is known.</summary>
    private static NixList WithPositions(Definition[] definitions)
    {
        Value[] sets = new Value[definitions.Length];
        for (int i = 0; i < sets.Length; i++)
        {
            Definition definition = definitions[i];
            sets[i] = definition.ToSet().With(Attr.Value, definition.Value, definition.Position);
        }

        return Protocol.Nix.List(sets);
    }

    private NixList Select(Func<Definition, Value> part)
    {
        Definition[] definitions = Merged.Final;
        Value[] parts = new Value[definitions.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = part(definitions[i]);
        return Protocol.Nix.List(parts);
    }

    private void WarnOfDeprecation(OptionType type)
    {
        string name = type.Set.Get(Attr.Name).ForceString().Text;
        string reason = _context.Interpolate(type.DeprecationMessage);
        _context.Warn(
            $"The type `types.{name}' of option `{Location.Show()}' defined in "
            + $"{_context.Text.ShowFiles(Declared.DeclarationFiles)} is deprecated. {reason}",
            NixNull.Instance);
    }
}
