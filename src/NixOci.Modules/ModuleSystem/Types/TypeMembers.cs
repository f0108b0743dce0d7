using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>Lists the members of <c>lib.types</c>.</summary>
internal static class TypeMembers
{
    public static AttrSet Create(LibContext lib, ModuleContext context, TypeCatalogue types)
    {
        LibSet set = new(lib);
        AddProtocol(set, types);
        AddValues(set, context, types);
        AddNumbers(set, context);
        AddStrings(set, context);
        AddPaths(set, context);
        AddContainers(set, context, types);
        AddUnions(set, context, types);
        AddModules(set, context, types);
        return set.Build();
    }

    private static void AddProtocol(LibSet set, TypeCatalogue types)
    {
        set.Function("isType", static (_, tag, value) => NixBool.Of(HasTag(tag, value)));
        set.Function("setType", static (_, tag, value) => value.ForceAttrs().With(Attr.Type, tag));
        set.Function("isOptionType", static (_, value) => NixBool.Of(Attr.IsTagged(value, "option-type")));
        set.Function(
            "defaultTypeMerge", static (_, first, second) => TypeFunctors.Merge(first.ForceAttrs(), second));
        set.Function("defaultFunctor", (_, name) => types.Functors.Default(name));
        set.Function(
            "optionDescriptionPhrase", static (_, standsAlone, type) => TypeCatalogue.DescriptionPhrase(standsAlone, type));
        set.Function(
            "mkOptionType",
            [
                "name", "description?", "descriptionClass?", "check?", "merge?", "emptyValue?", "getSubOptions?", "getSubModules?",
                "substSubModules?", "typeMerge?", "functor?", "deprecationMessage?", "nestedTypes?",
            ],
            (_, arguments) => types.Make(arguments));
        set.Lazy("types", () => types.Members.Where(static (name, _) => !ProtocolNames.Contains(name.Text)));
    }

    private static readonly HashSet<string> ProtocolNames =
    [
        "isType", "setType", "isOptionType", "defaultTypeMerge", "defaultFunctor", "optionDescriptionPhrase", "mkOptionType", "types",
    ];

    private static bool HasTag(Value tag, Value value)
    {
        Value found = value.Force() is AttrSet set && set.TryGet(Attr.Type, out Value? own) ? own : NixString.Empty;
        return ValueComparer.Equal(EvalSite.None, found, tag);
    }

    private static void AddValues(LibSet set, ModuleContext context, TypeCatalogue types)
    {
        set.Lazy("raw", () => new SimpleType(
            context, "raw", "raw value", DelegatedCheck.Anything, context.Merges.One).Set);
        set.Lazy("unspecified", () => new SimpleType(
            context, "unspecified", "unspecified value", DelegatedCheck.Anything, context.Merges.Default).Set);
        set.Lazy("anything", () => new AnythingType(context).Set);
        set.Lazy("bool", () => new SimpleType(context, "bool", "boolean", IsBool, context.Merges.Equal).Set);
        set.Lazy("boolByOr", () => new SimpleType(
            context, "boolByOr", "boolean (merged using or)", IsBool, new DelegatedMerge(MergeByOr)).Set);
        set.Lazy("attrs", () => new SimpleType(
            context, "attrs", "attribute set", IsAttrs, new DelegatedMerge(MergeSets), NixNull.Instance) { Empty = AttrSet.Empty }.Set);
        set.Lazy("optionType", () => new SimpleType(
            context, "optionType", "optionType", IsOptionType, new DelegatedMerge(OptionTypes(context))).Set);
        set.Lazy("pkgs", () => types.AddCheck(
            new UniqueType(context, new NixString("A Nixpkgs pkgs set can not be merged with another pkgs set."), types["attrs"]).Set
                .Update(Protocol.Nix.Attrs(
                    ("name", new NixString("pkgs")),
                    ("descriptionClass", BuiltInType.Noun),
                    ("description", new NixString("Nixpkgs package set")))),
            new DelegatedCheck(static value => Attr.IsTagged(value, "pkgs"))));
    }

    private static readonly DelegatedCheck IsBool = new(static value => value.Force() is NixBool);

    private static readonly DelegatedCheck IsAttrs = new(static value => value.Force() is AttrSet);

    private static readonly DelegatedCheck IsOptionType = new(static value => Attr.IsTagged(value, "option-type"));

    private static NixBool MergeByOr(Location location, Definition[] definitions)
    {
        foreach (Definition definition in definitions)
        {
            if (definition.Value.ForceBool()) return NixBool.True;
        }

        return NixBool.False;
    }

    private static AttrSet MergeSets(Location location, Definition[] definitions)
    {
        AttrSet merged = AttrSet.Empty;
        foreach (Definition definition in definitions) merged = merged.Update(definition.Value.ForceAttrs());
        return merged;
    }

    /// <summary>Merges types by declaring an option several times, which also tells submodules where they come from.</summary>
    private static Func<Location, Definition[], Value> OptionTypes(ModuleContext context) => (location, definitions) =>
    {
        if (definitions.Length == 1) return definitions[0].Value;
        List<OptionDeclaration> declarations = new(definitions.Length);
        foreach (Definition definition in definitions)
        {
            AttrSet option = Protocol.Nix.Attrs(("_type", new NixString("option")), ("type", definition.Value));
            declarations.Add(new OptionDeclaration(definition.File, option));
        }

        AttrSet merged = DeclaredOption.MergeDeclarations(context, location, declarations);
        return DeclaredOption.Fix(context, merged).Get(Attr.OptionTypeOf);
    };

    private static void AddNumbers(LibSet set, ModuleContext context)
    {
        NumberTypes numbers = new(context);
        set.Lazy("int", numbers.Int);
        set.Lazy("float", numbers.Float);
        set.Lazy("number", numbers.Number);
        set.Lazy("ints", numbers.Ints);
        set.Lazy("numbers", numbers.Numbers);
        set.Lazy("port", () => context.Types["ints"].Get("u16"));
    }

    private static void AddStrings(LibSet set, ModuleContext context)
    {
        StringTypes strings = new(context);
        set.Lazy("str", strings.Str);
        set.Lazy("nonEmptyStr", strings.NonEmptyStr);
        set.Lazy("singleLineStr", strings.SingleLineStr);
        set.Function("strMatching", (_, argument) => strings.StrMatching(argument));
        set.Function("separatedString", (_, argument) => strings.SeparatedString(argument));
        set.Lazy("lines", () => strings.SeparatedString(new NixString("\n")));
        set.Lazy("commas", () => strings.SeparatedString(new NixString(",")));
        set.Lazy("envVar", () => strings.SeparatedString(new NixString(":")));
        set.Lazy("string", strings.OldString);
        set.Function("passwdEntry", (_, argument) => strings.PasswdEntry(argument));
    }

    private static void AddPaths(LibSet set, ModuleContext context)
    {
        PathTypes paths = new(context);
        set.Lazy("path", paths.Path);
        set.Lazy("pathInStore", paths.PathInStore);
        set.Lazy("package", paths.Package);
        set.Lazy("shellPackage", paths.ShellPackage);
    }

    private static void AddContainers(LibSet set, ModuleContext context, TypeCatalogue types)
    {
        set.Function("listOf", (_, argument) => types.ListOf(argument));
        set.Function("nonEmptyListOf", (_, element) => NonEmptyListType.Of(context, element));
        set.Function("attrsOf", (_, argument) => types.AttrsOf(argument));
        set.Function("lazyAttrsOf", (_, argument) => types.LazyAttrsOf(argument));
        set.Function("loaOf", (_, element) => types.AttrsOf(element).Update(Protocol.Nix.Attrs(
            ("name", new NixString("loaOf")),
            ("deprecationMessage", new NixString(
                "Mixing lists with attribute values is no longer possible; please use `types.attrsOf` instead. See "
                + "https://github.com/NixOS/nixpkgs/issues/1800 for the motivation.")),
            ("nestedTypes", TypeFunctions.Element(element)))));
        set.Function("functionTo", (_, argument) => types.FunctionTo(argument));
        set.Function("attrTag", (_, tags) => new AttrTagType(context, tags).Set);
    }

    private static void AddUnions(LibSet set, ModuleContext context, TypeCatalogue types)
    {
        set.Function("enum", (_, values) => new EnumType(context, values).Set);
        set.Function("nullOr", (_, argument) => types.NullOr(argument));
        set.Function("either", (_, left, right) => types.Either(left, right));
        set.Function("oneOf", (_, argument) => types.OneOf(argument));
        set.Function("coercedTo", (_, from, convert, to) => types.CoercedTo(from, convert, to));
        set.Function("uniq", (_, argument) => types.Uniq(argument));
        set.Function("unique", ["message"], (_, arguments, element) => types.Unique(arguments, element));
        set.Function("addCheck", (_, type, check) => types.AddCheck(type, check));
    }

    private static void AddModules(LibSet set, ModuleContext context, TypeCatalogue types)
    {
        set.Function("submodule", (_, argument) => types.Submodule(argument));
        set.Function(
            "submoduleWith",
            ["modules", "specialArgs?", "shorthandOnlyDefinesConfig?", "description?", "class?"],
            (_, arguments) => types.SubmoduleWith(arguments));
        set.Lazy("deferredModule", () => new DeferredModuleType(context, AttrSet.Empty).Set);
        set.Function(
            "deferredModuleWith", ["staticModules?"], (_, arguments) => new DeferredModuleType(context, arguments).Set);
    }
}
