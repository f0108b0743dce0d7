using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary><c>types.nullOr</c></summary>
/// <param name="context">The module system at hand.</param>
/// <param name="element">The type of what is not <c>null</c>.</param>
internal sealed class NullOrType(ModuleContext context, Value element) : CompositeType(context)
{
    private static readonly NixString TypeName = new("nullOr");
    private OptionType? _element;

    protected override Value Name => TypeName;

    protected override Value Description
        => TypeFunctions.Text(() => $"null or {TypeFunctions.Phrase(element, Noun, Conjunction)}");

    protected override Value DescriptionClass => Conjunction;

    protected override Value EmptyValue => EmptyNull;

    protected override Value GetSubOptions => TypeFunctions.AttributeOf(element, Attr.GetSubOptions);

    protected override Value GetSubModules => TypeFunctions.AttributeOf(element, Attr.GetSubModules);

    protected override Value SubstSubModules => TypeFunctions.Substitute(element, Context.Types.NullOr);

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("nullOr", element);

    protected override Value NestedTypes => TypeFunctions.Element(element);

    private static AttrSet EmptyNull { get; } = TypeFunctions.Holding(NixNull.Instance);

    private OptionType Element => _element ??= OptionType.Of(element);

    protected override bool Check(Value value) => value.Force() is NixNull || Element.Check(value);

    protected override Value Merge(Location location, Definition[] definitions)
    {
        int nulls = 0;
        foreach (Definition definition in definitions)
        {
            if (definition.Value.Force() is NixNull) nulls++;
        }

        if (nulls == definitions.Length) return NixNull.Instance;
        return nulls == 0
            ? Element.Merge(location, definitions)
            : throw new ThrownException(
                $"The option `{location.Show()}` is defined both null and not null, in {Context.Text.ShowFilesOf(definitions)}.");
    }

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => Element.Part(location, definitions, name);
}

/// <summary><c>types.either</c></summary>
/// <param name="context">The module system at hand.</param>
/// <param name="left">The type that is tried first.</param>
/// <param name="right">The other type.</param>
internal sealed class EitherType(ModuleContext context, Value left, Value right) : CompositeType(context)
{
    private static readonly NixString TypeName = new("either");
    private static readonly AttrTemplate Sides = new("left", "right");
    private OptionType? _left;
    private OptionType? _right;

    protected override Value Name => TypeName;

    protected override Value Description => TypeFunctions.Text(Describe);

    protected override Value DescriptionClass => Conjunction;

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("either", new NixList([left, right]));

    protected override Value TypeMerge => Protocol.Nix.Function("typeMerge", MergeTypes);

    protected override Value NestedTypes => Sides.Create(left, right);

    private OptionType Left => _left ??= OptionType.Of(left);

    private OptionType Right => _right ??= OptionType.Of(right);

    protected override bool Check(Value value) => Left.Check(value) || Right.Check(value);

    protected override Value Merge(Location location, Definition[] definitions)
    {
        if (AllPass(Left, definitions)) return Left.Merge(location, definitions);
        return AllPass(Right, definitions)
            ? Right.Merge(location, definitions)
            : Context.Merges.One.Merge(location, definitions);
    }

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => (AllPass(Left, definitions) ? Left : Right).Part(location, definitions, name);

    private static bool AllPass(OptionType type, Definition[] definitions)
    {
        foreach (Definition definition in definitions)
        {
            if (!type.Check(definition.Value)) return false;
        }

        return true;
    }

    private string Describe()
    {
        // A clause after a comma needs another comma before what follows.
        if (left.GetOrNull(Attr.DescriptionClass) is NixString { Text: "nonRestrictiveClause" })
        {
            return $"{Left.DescriptionText}, or {TypeFunctions.Phrase(right, Noun, Conjunction)}";
        }

        return $"{TypeFunctions.Phrase(left, Noun, Conjunction)} or {TypeFunctions.Phrase(right, Noun, Conjunction, Composite)}";
    }

    private Value MergeTypes(Value other)
    {
        AttrSet functor = other.ForceAttrs();
        if (functor.Get(Attr.Name).Force() is not NixString { Text: "either" }) return NixNull.Instance;
        NixList wrapped = functor.Get(Attr.Wrapped).ForceList();
        Value first = left.Get(Attr.TypeMerge).Call(wrapped[0].ForceAttrs().GetLazily(Attr.Functor));
        if (first is NixNull) return first;
        Value second = right.Get(Attr.TypeMerge).Call(wrapped[1].ForceAttrs().GetLazily(Attr.Functor));
        return second is NixNull ? second : Set.Get(Attr.Functor).Get(Attr.OptionTypeOf).Call(first, second);
    }
}

/// <summary><c>types.coercedTo</c>: values of one type become values of another.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="from">The type of what is converted.</param>
/// <param name="convert">The conversion.</param>
/// <param name="to">The type of the option.</param>
internal sealed class CoercedToType(ModuleContext context, Value from, Value convert, Value to) : CompositeType(context)
{
    private static readonly NixString TypeName = new("coercedTo");
    private static readonly AttrTemplate Both = new("coercedType", "finalType");
    private static readonly Value Unmergeable = Protocol.Nix.Function("typeMerge", static _ => NixNull.Instance);
    private OptionType? _from;
    private OptionType? _to;

    protected override Value Name => TypeName;

    protected override Value Description => TypeFunctions.Text(
        () => $"{TypeFunctions.Phrase(to, Noun)} or {TypeFunctions.Phrase(from, Noun)} convertible to it");

    protected override Value EmptyValue => TypeFunctions.AttributeOf(to, Attr.EmptyValue);

    protected override Value GetSubOptions => TypeFunctions.AttributeOf(to, Attr.GetSubOptions);

    protected override Value GetSubModules => TypeFunctions.AttributeOf(to, Attr.GetSubModules);

    protected override Value SubstSubModules
        => TypeFunctions.Substitute(to, inner => new CoercedToType(Context, from, convert, inner).Set);

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("coercedTo", to);

    protected override Value TypeMerge => Unmergeable;

    protected override Value NestedTypes => Both.Create(from, to);

    private OptionType From => _from ??= OptionType.Of(from);

    private OptionType To => _to ??= OptionType.Of(to);

    protected override bool Check(Value value)
        => (From.Check(value) && To.Check(Thunk.Apply(convert, value))) || To.Check(value);

    protected override Value Merge(Location location, Definition[] definitions)
        => To.Merge(location, Converted(definitions));

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
    {
        Definition[] converted = Converted(definitions);
        for (int i = 0; i < converted.Length; i++)
        {
            if (From.Check(definitions[i].Value)) converted[i] = ConvertedPlaces.Correct(converted[i], convert);
        }

        return To.Part(location, converted, name) ?? TracedDefinitions.Inside(location, converted, name);
    }

    private Definition[] Converted(Definition[] definitions)
    {
        Definition[] converted = new Definition[definitions.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            Value value = definitions[i].Value;
            converted[i] = definitions[i].With(new Thunk(() => From.Check(value) ? convert.Call(value) : value.Force()));
        }

        return converted;
    }
}

/// <summary><c>types.unique</c> and <c>types.uniq</c>: a type of which there may be one definition only.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="message">What the error for a second definition says besides.</param>
/// <param name="element">The type.</param>
internal sealed class UniqueType(ModuleContext context, Value message, Value element) : BuiltInType(context)
{
    private static readonly NixString TypeName = new("unique");

    protected override Value Name => TypeName;

    protected override Value Description => TypeFunctions.AttributeOf(element, Attr.Description);

    protected override Value DescriptionClass => TypeFunctions.AttributeOf(element, Attr.DescriptionClass);

    protected override Value CheckFunction => TypeFunctions.AttributeOf(element, Attr.Check);

    protected override Value MergeFunction
        => Context.Merges.Unique(message, TypeFunctions.AttributeOf(element, Attr.Merge));

    protected override Value EmptyValue => TypeFunctions.AttributeOf(element, Attr.EmptyValue);

    protected override Value GetSubOptions => TypeFunctions.AttributeOf(element, Attr.GetSubOptions);

    protected override Value GetSubModules => TypeFunctions.AttributeOf(element, Attr.GetSubModules);

    protected override Value SubstSubModules => TypeFunctions.Substitute(element, Context.Types.Uniq);

    protected override AttrSet Functor => Context.Types.Functors.Wrapping("unique", element);

    protected override Value NestedTypes => TypeFunctions.Element(element);
}
