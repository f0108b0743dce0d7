using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>
/// A type of <c>lib.types</c>. It shows itself to Nix code as the set of attributes that every type is, made when it is first
/// asked for; what only documentation and type merging look at is made later still.
/// </summary>
/// <param name="context">The module system at hand.</param>
internal abstract class BuiltInType(ModuleContext context)
{
    /// <summary>The attributes of a type, in the order in which <see cref="Shell"/> takes them.</summary>
    public static readonly AttrTemplate Shell = new(
        "_type", "name", "description", "descriptionClass", "check", "merge", "emptyValue", "getSubOptions", "getSubModules",
        "substSubModules", "typeMerge", "functor", "deprecationMessage", "nestedTypes");

    /// <summary>The tag of a type.</summary>
    public static readonly NixString Tag = new("option-type");

    /// <summary>The class of a description that fits anywhere without parentheses.</summary>
    public static readonly NixString Noun = new("noun");

    /// <summary>The class of a description with an "of".</summary>
    public static readonly NixString Composite = new("composite");

    /// <summary>The class of a description with an "or".</summary>
    public static readonly NixString Conjunction = new("conjunction");

    /// <summary>The class of a description with a clause after a comma.</summary>
    public static readonly NixString NonRestrictiveClause = new("nonRestrictiveClause");

    private AttrSet? _set;

    /// <summary>The type as Nix code sees it.</summary>
    public AttrSet Set => _set ??= Build();

    protected ModuleContext Context { get; } = context;

    /// <summary>What the type is called in code.</summary>
    protected abstract Value Name { get; }

    /// <summary>What the type is called in messages.</summary>
    protected abstract Value Description { get; }

    /// <summary>How the description behaves inside another one; <c>null</c> if nothing is known.</summary>
    protected virtual Value DescriptionClass => NixNull.Instance;

    /// <summary>Whether a value may be a definition.</summary>
    protected abstract Value CheckFunction { get; }

    /// <summary>The value that definitions make together.</summary>
    protected abstract Value MergeFunction { get; }

    /// <summary>A set with a <c>value</c> that stands for "nothing", or the empty set.</summary>
    protected virtual Value EmptyValue => AttrSet.Empty;

    /// <summary>The function from a prefix to the options inside.</summary>
    protected virtual Value GetSubOptions => TypeFunctions.NoSubOptions;

    /// <summary>The modules inside, or <c>null</c>.</summary>
    protected virtual Value GetSubModules => NixNull.Instance;

    /// <summary>The function from modules to the same type with these inside.</summary>
    protected virtual Value SubstSubModules => TypeFunctions.NoSubstitute;

    /// <summary>The type taken apart, as merging of types needs it.</summary>
    protected virtual AttrSet Functor => Context.Types.Functors.Default(Name);

    /// <summary>The function that merges this type with another one's functor.</summary>
    protected virtual Value TypeMerge => Protocol.Nix.Function("typeMerge", other => TypeFunctors.Merge(FunctorSet, other));

    /// <summary>The types that this one is made of, by role.</summary>
    protected virtual Value NestedTypes => AttrSet.Empty;

    private AttrSet FunctorSet => Set.Get(Attr.Functor).ForceAttrs();

    private AttrSet Build() => Shell.Create(
        Tag,
        Name,
        Description,
        DescriptionClass,
        CheckFunction,
        MergeFunction,
        EmptyValue,
        GetSubOptions,
        GetSubModules,
        SubstSubModules,
        new Thunk(() => TypeMerge),
        new Thunk(() => Functor),
        NixNull.Instance,
        NestedTypes);
}

/// <summary>A type without types inside.</summary>
internal sealed class SimpleType : BuiltInType
{
    private readonly Value _name;
    private readonly Value _description;
    private readonly Value _descriptionClass;
    private readonly Value _check;
    private readonly Value _merge;

    public SimpleType(
        ModuleContext context, string name, string description, CheckFunction check, MergeFunction merge, Value? descriptionClass = null)
        : base(context)
    {
        _name = new NixString(name);
        _description = new NixString(description);
        _descriptionClass = descriptionClass ?? Noun;
        _check = check;
        _merge = merge;
    }

    /// <summary>What stands for "nothing"; null where nothing does.</summary>
    public Value? Empty { get; init; }

    /// <summary>The functor, where it is not that of a type without parameters.</summary>
    public Func<AttrSet>? FunctorFactory { get; init; }

    protected override Value Name => _name;

    protected override Value Description => _description;

    protected override Value DescriptionClass => _descriptionClass;

    protected override Value CheckFunction => _check;

    protected override Value MergeFunction => _merge;

    protected override Value EmptyValue => Empty is null ? AttrSet.Empty : TypeFunctions.Holding(Empty);

    protected override AttrSet Functor => FunctorFactory?.Invoke() ?? base.Functor;
}

/// <summary>A type whose check and merge need what it is made of.</summary>
/// <param name="context">The module system at hand.</param>
internal abstract class CompositeType(ModuleContext context) : BuiltInType(context)
{
    protected sealed override Value CheckFunction => new OwnCheck(this);

    protected sealed override Value MergeFunction => new OwnMerge(this);

    /// <summary>Whether a value may be a definition; the value may be a thunk.</summary>
    protected abstract bool Check(Value value);

    /// <summary>The value that definitions make together; in weak head normal form.</summary>
    protected abstract Value Merge(Location location, Definition[] definitions);

    /// <summary>Where a part of the merged value comes from; null where the type has no parts of its own.</summary>
    protected virtual TracedPart? Part(Location location, Definition[] definitions, Symbol name) => null;

    private sealed class OwnCheck(CompositeType type) : CheckFunction
    {
        public override bool Check(Value value) => type.Check(value);
    }

    private sealed class OwnMerge(CompositeType type) : MergeFunction
    {
        public override Value Merge(Location location, Definition[] definitions) => type.Merge(location, definitions);

        public override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
            => type.Part(location, definitions, name);
    }
}
