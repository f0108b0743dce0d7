using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>The members of <c>lib.types</c>, each made when it is first asked for.</summary>
internal sealed class TypeCatalogue
{
    private static readonly AttrTemplate SubmoduleArguments = new("shorthandOnlyDefinesConfig", "modules");
    private readonly LibContext _lib;
    private readonly ModuleContext _context;
    private AttrSet? _members;
    private TypeFunctors? _functors;

    public TypeCatalogue(LibContext lib, ModuleContext context) => (_lib, _context) = (lib, context);

    /// <summary>All members.</summary>
    public AttrSet Members => _members ??= TypeMembers.Create(_lib, _context, this);

    /// <summary>Types taken apart.</summary>
    public TypeFunctors Functors => _functors ??= new TypeFunctors(_context);

    /// <summary>The type of an option that names none.</summary>
    public Value Unspecified => this["unspecified"];

    /// <summary>The type of <c>_module.args</c>.</summary>
    public AttrSet LazyAttrsOfRaw => LazyAttrsOf(this["raw"]);

    /// <summary>The type of <c>_module.freeformType</c>.</summary>
    public AttrSet NullOrOptionType => NullOr(this["optionType"]);

    /// <summary>A member, forced.</summary>
    public Value this[string name] => Members.Get((Symbol)name).Force();

    public AttrSet ListOf(Value element) => new ListOfType(_context, element).Set;

    public AttrSet AttrsOf(Value element) => new AttrsOfType(_context, element, isLazy: false).Set;

    public AttrSet LazyAttrsOf(Value element) => new AttrsOfType(_context, element, isLazy: true).Set;

    public AttrSet NullOr(Value element) => new NullOrType(_context, element).Set;

    public AttrSet Either(Value left, Value right) => new EitherType(_context, left, right).Set;

    public AttrSet Uniq(Value element) => new UniqueType(_context, NixString.Empty, element).Set;

    public AttrSet Unique(AttrSet arguments, Value element)
        => new UniqueType(_context, arguments.GetLazily("message"), element).Set;

    public AttrSet FunctionTo(Value element) => new FunctionToType(_context, element).Set;

    public AttrSet SubmoduleWith(AttrSet arguments) => new SubmoduleType(_context, arguments).Set;

    /// <summary><c>submodule</c>: of a module, or of a list of modules.</summary>
    public AttrSet Submodule(Value modules)
    {
        Value list = new Thunk(() => modules.Force() is NixList several ? several : new NixList([modules]));
        return SubmoduleWith(SubmoduleArguments.Create(NixBool.True, list));
    }

    /// <summary>An option whose submodule has the options that a set declares.</summary>
    public AttrSet OptionOfSubmodule(Value options) => Protocol.Nix.Attrs(
        ("_type", new NixString("option")),
        ("type", SubmoduleWith(SubmoduleArguments.Create(
            NixNull.Instance, new NixList([Protocol.Nix.Attrs(("options", options))])))));

    /// <summary>A type with a further check.</summary>
    public AttrSet AddCheck(Value type, Value check)
    {
        AttrSet set = type.ForceAttrs();
        return set.With(Attr.Check, new AddedCheck(set.GetLazily(Attr.Check), check));
    }

    /// <summary><c>oneOf</c>: the first of several types that fits.</summary>
    public Value OneOf(Value types)
    {
        NixList list = types.ForceList();
        if (list.Count == 0) throw new ThrownException("types.oneOf needs to get at least one type in its argument");
        Value union = list[0];
        for (int i = 1; i < list.Count; i++) union = Either(union, list[i]);
        return union.Force();
    }

    public AttrSet CoercedTo(Value from, Value convert, Value to)
    {
        if (from.GetOrNull(Attr.GetSubModules) is not (null or NixNull))
        {
            string description = from.Get(Attr.Description).ForceString().Text;
            throw new ThrownException(Language.Source.ByteText.FromUnicode("coercedTo: coercedType must not have submodules (it’s a ")
                + $"{description})");
        }

        return new CoercedToType(_context, from, convert, to).Set;
    }

    /// <summary><c>mkOptionType</c>: a type of the user's own.</summary>
    public AttrSet Make(AttrSet given)
    {
        Value name = given.Get(Attr.Name);
        Value functor = given[Attr.Functor] ?? new Thunk(() => Functors.Default(name));
        return BuiltInType.Shell.Create(
            BuiltInType.Tag,
            name,
            DescriptionOf(given, name),
            given[Attr.DescriptionClass] ?? NixNull.Instance,
            given[Attr.Check] ?? DelegatedCheck.Anything,
            given[Attr.Merge] ?? _context.Merges.Default,
            given[Attr.EmptyValue] ?? AttrSet.Empty,
            given[Attr.GetSubOptions] ?? TypeFunctions.NoSubOptions,
            given[Attr.GetSubModules] ?? NixNull.Instance,
            given[Attr.SubstSubModules] ?? TypeFunctions.NoSubstitute,
            given[Attr.TypeMerge] ?? DefaultTypeMerge(functor),
            functor,
            given[Attr.DeprecationMessage] ?? NixNull.Instance,
            given[Attr.NestedTypes] ?? AttrSet.Empty);
    }

    /// <summary><c>optionDescriptionPhrase</c></summary>
    public static Value DescriptionPhrase(Value standsAlone, Value type)
    {
        AttrSet set = type.ForceAttrs();
        Value descriptionClass = set[Attr.DescriptionClass] ?? NixNull.Instance;
        NixString description = set.Get(Attr.Description).ForceString();
        return standsAlone.Call(descriptionClass).ForceBool()
            ? description
            : new NixString($"({description.Text})", description.Context);
    }

    private static Value DescriptionOf(AttrSet given, Value name)
    {
        if (!given.TryGet(Attr.Description, out Value? description)) return name;
        return description is NixString ? description : new Thunk(() => (description.Force() is NixNull ? name : description).Force());
    }

    private static Builtin DefaultTypeMerge(Value functor)
        => Protocol.Nix.Function("typeMerge", other => TypeFunctors.Merge(functor.ForceAttrs(), other));
}
