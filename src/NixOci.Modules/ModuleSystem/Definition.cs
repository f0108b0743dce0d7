using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A definition as a module gives it, its properties not yet resolved.</summary>
/// <param name="File">The module's file.</param>
/// <param name="Content">The value inside the wrappers.</param>
/// <param name="Wrapper">The properties pushed down to the definition.</param>
/// <param name="Owner">The set that the definition stands in, which knows the position; null where that is unknown.</param>
/// <param name="Name">The definition's name in that set.</param>
internal readonly record struct RawDefinition(Value File, Value Content, Wrapper? Wrapper, AttrSet? Owner, Symbol Name)
{
    /// <summary>The definition's value as Nix code sees it.</summary>
    public Value Value => ModuleSystem.Wrapper.Wrap(Wrapper, Content);

    /// <summary>Where the definition is written, as far as it is known.</summary>
    public Position Position => Owner is null ? default : Owner.PositionOf(Name);

    /// <summary>The definitions that sets hold, by name.</summary>
    /// <param name="definitions">Definitions whose values are sets.</param>
    public static DefinitionGroups GroupByName(Definition[] definitions)
    {
        ConfigPart[] parts = new ConfigPart[definitions.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = new ConfigPart(definitions[i].File, definitions[i].Value.ForceAttrs(), null);
        return DefinitionGroups.Of(parts);
    }
}

/// <summary>A definition of one option: where it comes from, and its value without conditions and priorities.</summary>
internal sealed class Definition
{
    private static readonly AttrTemplate Template = new("file", "value");
    private static readonly AttrTemplate OrderedTemplate = new("file", "value", "priority");
    private readonly AttrSet? _owner;
    private readonly Symbol _name;
    private AttrSet? _set;

    public Definition(Value file, Value value, AttrSet? owner = null, Symbol name = default, Value? order = null)
    {
        File = file;
        Value = value;
        Order = order;
        _owner = owner;
        _name = name;
    }

    private Definition(AttrSet set)
    {
        _set = set;
        File = set.GetLazily(Attr.File);
        Value = set.GetLazily(Attr.Value);
        Order = set[Attr.Priority];
    }

    /// <summary>The file that the definition is in.</summary>
    public Value File { get; }

    /// <summary>The value, which may be a thunk.</summary>
    public Value Value { get; }

    /// <summary>Whether there is a value at all; a set made by user code may have none.</summary>
    public bool HasValue => _set is null || _set.Has(Attr.Value);

    /// <summary>The place that <c>mkOrder</c> gave; null where there was none.</summary>
    public Value? Order { get; }

    /// <summary>Where the definition is written, as far as it is known.</summary>
    public Position Position => _owner is null ? default : _owner.PositionOf(_name);

    /// <summary>The definition that a set <c>{ file, value }</c> describes.</summary>
    public static Definition Of(Value set) => new(set.ForceAttrs());

    /// <summary>The definitions that a list of sets describes.</summary>
    public static Definition[] ListOf(Value list)
    {
        NixList items = list.ForceList();
        Definition[] definitions = new Definition[items.Count];
        for (int i = 0; i < definitions.Length; i++) definitions[i] = Of(items[i]);
        return definitions;
    }

    /// <summary>The definitions as a list of sets <c>{ file, value }</c>.</summary>
    public static NixList ToList(IReadOnlyList<Definition> definitions)
    {
        Value[] sets = new Value[definitions.Count];
        for (int i = 0; i < sets.Length; i++) sets[i] = definitions[i].ToSet();
        return Protocol.Nix.List(sets);
    }

    /// <summary>The definition as a set <c>{ file, value }</c>.</summary>
    public AttrSet ToSet()
        => _set ??= Order is null ? Template.Create(File, Value) : OrderedTemplate.Create(File, Value, Order);

    /// <summary>The same definition with another value.</summary>
    public Definition With(Value value) => _set is null || _set.Count == 2
        ? new Definition(File, value, _owner, _name, Order)
        : new Definition(_set.With(Attr.Value, value));

    /// <summary>The definition with the content of an order property, and the place that it gives.</summary>
    public Definition Ordered(Value content, Value place) => new(File, content, _owner, _name, place);
}
