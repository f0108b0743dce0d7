using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>
/// <c>types.anything</c>: sets are merged name by name, functions by their results, of packages and lists there may be one
/// definition, and other definitions must be equal.
/// </summary>
/// <param name="context">The module system at hand.</param>
internal sealed class AnythingType(ModuleContext context) : CompositeType(context)
{
    private static readonly NixString TypeName = new("anything");
    private OptionType? _self;

    protected override Value Name => TypeName;

    protected override Value Description => TypeName;

    protected override Value DescriptionClass => Noun;

    private OptionType Self => _self ??= OptionType.Of(Set);

    protected override bool Check(Value value) => true;

    protected override Value Merge(Location location, Definition[] definitions)
    {
        if (definitions.Length == 0) throw new EvalException("list index 0 is out of bounds");
        Value first = definitions[0].Value.Force();
        bool isPackage = IsPackage(first);
        for (int i = 1; i < definitions.Length; i++)
        {
            Value value = definitions[i].Value.Force();
            if (value.Kind == first.Kind && IsPackage(value) == isPackage) continue;
            throw new ThrownException(
                $"The option `{location.Show()}' has conflicting option types in {Context.Text.ShowFilesOf(definitions)}");
        }

        return first switch
        {
            AttrSet when isPackage => Context.Merges.One.Merge(location, definitions),
            AttrSet => AttrsOfType.MergeSets(Context, Self, isLazy: false, location, definitions),
            NixList => MergeList(location, definitions),
            Function => MergeFunctions(location, definitions),
            _ => Context.Merges.Equal.Merge(location, definitions),
        };
    }

    private static bool IsPackage(Value value) => value is AttrSet && TypeFunctions.IsStringLike(value);

    private Value MergeList(Location location, Definition[] definitions)
    {
        if (definitions.Length > 1)
        {
            throw new ThrownException(
                $"The option `{location.Show()}' has conflicting definitions, in {Context.Text.ShowFilesOf(definitions)}.");
        }

        return OptionType.Of(Context.Types.ListOf(Set)).Merge(location, definitions);
    }

    private Builtin MergeFunctions(Location location, Definition[] definitions) => new("anything", (_, argument) =>
    {
        Definition[] results = new Definition[definitions.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new Definition(definitions[i].File, Thunk.Apply(definitions[i].Value, argument));
        }

        return Merge(location.Child("<function body>"), results);
    })
    { IsLambda = true };
}

/// <summary><c>types.functionTo</c>: functions whose results are of a type.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="element">The type of the results.</param>
internal sealed class FunctionToType(ModuleContext context, Value element) : CompositeType(context)
{
    private static readonly NixString TypeName = new("functionTo");
    private const string Step = "<function body>";

    protected override Value Name => TypeName;

    protected override Value Description
        => TypeFunctions.Text(() => $"function that evaluates to a(n) {TypeFunctions.Phrase(element, Noun, Composite)}");

    protected override Value DescriptionClass => Composite;

    protected override Value GetSubOptions => TypeFunctions.SubOptionsOf(element, Step);

    protected override Value GetSubModules => TypeFunctions.AttributeOf(element, Attr.GetSubModules);

    protected override Value SubstSubModules
        => TypeFunctions.Substitute(element, inner => new FunctionToType(Context, inner).Set);

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("functionTo", element);

    protected override Value NestedTypes => TypeFunctions.Element(element);

    protected override bool Check(Value value) => FunctionArguments.IsFunction(EvalSite.None, value);

    protected override Value Merge(Location location, Definition[] definitions) => new Builtin("functionTo", (_, argument) =>
    {
        RawDefinition[] results = new RawDefinition[definitions.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new RawDefinition(
                definitions[i].File, Thunk.Apply(definitions[i].Value, argument), null, null, default);
        }

        return new MergedDefinitions(Context, location.Child(Step), OptionType.Of(element), results).Value.Force();
    })
    { IsLambda = true };
}
