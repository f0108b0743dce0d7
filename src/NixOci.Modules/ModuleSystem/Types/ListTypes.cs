using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary><c>types.listOf</c>: the elements of all definitions one after the other.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="element">The type of the elements.</param>
internal sealed class ListOfType(ModuleContext context, Value element) : CompositeType(context)
{
    private static readonly NixString TypeName = new("listOf");
    private OptionType? _element;

    protected override Value Name => TypeName;

    protected override Value Description
        => TypeFunctions.Text(() => $"list of {TypeFunctions.Phrase(element, Noun, Composite)}");

    protected override Value DescriptionClass => Composite;

    protected override Value EmptyValue => EmptyList;

    protected override Value GetSubOptions => TypeFunctions.SubOptionsOf(element, "*");

    protected override Value GetSubModules => TypeFunctions.AttributeOf(element, Attr.GetSubModules);

    protected override Value SubstSubModules => TypeFunctions.Substitute(element, Context.Types.ListOf);

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("listOf", element);

    protected override Value NestedTypes => TypeFunctions.Element(element);

    private static AttrSet EmptyList { get; } = TypeFunctions.Holding(NixList.Empty);

    protected override bool Check(Value value) => value.Force() is NixList;

    protected override Value Merge(Location location, Definition[] definitions)
    {
        _element ??= OptionType.Of(element);
        List<Value> merged = [];
        for (int i = 0; i < definitions.Length; i++)
        {
            NixList items = definitions[i].Value.ForceList();
            for (int j = 0; j < items.Count; j++)
            {
                RawDefinition[] only = [new(definitions[i].File, items[j], null, null, default)];
                MergedDefinitions entry = new(Context, location.Entry(i + 1, j + 1), _element, only);

                // Elements under a condition that does not hold are left out.
                if (entry.IsDefined) merged.Add(entry.Value);
            }
        }

        return NixList.Of(merged);
    }
}

/// <summary><c>types.nonEmptyListOf</c></summary>
internal static class NonEmptyListType
{
    public static AttrSet Of(ModuleContext context, Value element)
    {
        AttrSet list = context.Types.AddCheck(
            context.Types.ListOf(element), new DelegatedCheck(static value => value.Force() is not NixList { Count: 0 }));
        return list.Update(Protocol.Nix.Attrs(
            ("description", TypeFunctions.Text(() => $"non-empty {TypeFunctions.Phrase(list, BuiltInType.Noun)}")),
            ("emptyValue", AttrSet.Empty),
            ("substSubModules", TypeFunctions.Substitute(element, inner => Of(context, inner)))));
    }
}
