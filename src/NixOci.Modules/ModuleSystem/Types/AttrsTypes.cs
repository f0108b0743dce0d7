using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>
/// <c>types.attrsOf</c> and <c>types.lazyAttrsOf</c>. The first leaves out names all of whose definitions are under conditions
/// that do not hold, for which it must evaluate the conditions; the second keeps every name and evaluates nothing.
/// </summary>
/// <param name="context">The module system at hand.</param>
/// <param name="element">The type of the attributes.</param>
/// <param name="isLazy">Whether this is the second.</param>
internal sealed class AttrsOfType(ModuleContext context, Value element, bool isLazy) : CompositeType(context)
{
    private static readonly NixString EagerName = new("attrsOf");
    private static readonly NixString LazyName = new("lazyAttrsOf");
    private OptionType? _element;

    protected override Value Name => isLazy ? LazyName : EagerName;

    protected override Value Description => TypeFunctions.Text(
        () => $"{(isLazy ? "lazy attribute set" : "attribute set")} of {TypeFunctions.Phrase(element, Noun, Composite)}");

    protected override Value DescriptionClass => Composite;

    protected override Value EmptyValue => EmptySet;

    protected override Value GetSubOptions => TypeFunctions.SubOptionsOf(element, "<name>");

    protected override Value GetSubModules => TypeFunctions.AttributeOf(element, Attr.GetSubModules);

    protected override Value SubstSubModules => TypeFunctions.Substitute(
        element, inner => isLazy ? Context.Types.LazyAttrsOf(inner) : Context.Types.AttrsOf(inner));

    protected override AttrSet Functor => Context.Types.Functors.Wrapping(isLazy ? "lazyAttrsOf" : "attrsOf", element);

    protected override Value NestedTypes => TypeFunctions.Element(element);

    private static AttrSet EmptySet { get; } = TypeFunctions.Holding(AttrSet.Empty);

    protected override bool Check(Value value) => value.Force() is AttrSet;

    protected override Value Merge(Location location, Definition[] definitions)
        => MergeSets(Context, _element ??= OptionType.Of(element), isLazy, location, definitions);

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => RawDefinition.GroupByName(definitions).Of(name) is { Length: > 0 } raw
            ? new TracedDefinitions(location.Child(name), OptionType.Of(element), raw)
            : null;

    /// <summary>Merges sets name by name.</summary>
    public static AttrSet MergeSets(
        ModuleContext context, OptionType element, bool isLazy, Location location, Definition[] definitions)
    {
        DefinitionGroups groups = RawDefinition.GroupByName(definitions);
        AttrSetBuilder merged = new(groups.Names.Count);
        MergedDefinitions[] entries = new MergedDefinitions[groups.Names.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new MergedDefinitions(context, location.Child(groups.Names[i]), element, groups.At(i));
            if (isLazy) merged.Add(groups.Names[i], LazyValue(element, entries[i]));
        }

        if (isLazy) return merged.Build();

        // Conditions are evaluated in the order of the names, which shows where one of them fails.
        foreach (int i in groups.ByName())
        {
            if (entries[i].IsDefined) merged.Add(groups.Names[i], entries[i].Value);
        }

        return merged.Build();
    }

    private static Thunk LazyValue(OptionType element, MergedDefinitions entry) => new(() => ValueOrNothing(element, entry));

    private static Value ValueOrNothing(OptionType element, MergedDefinitions entry)
        => entry.IsDefined ? entry.Value.Force() : (element.EmptyValue ?? entry.Value).Force();
}
