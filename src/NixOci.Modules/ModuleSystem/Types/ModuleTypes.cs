using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary><c>types.submodule</c> and <c>types.submoduleWith</c>: a set of options of its own.</summary>
internal sealed class SubmoduleType : CompositeType
{
    private static readonly NixString TypeName = new("submodule");
    private static readonly AttrTemplate PayloadTemplate = new(
        "modules", "class", "specialArgs", "shorthandOnlyDefinesConfig", "description");

    private static readonly AttrTemplate ConfigForm = new("_file", "config");
    private static readonly AttrTemplate ImportForm = new("_file", "imports");
    private static readonly AttrTemplate BaseTemplate = new("class", "specialArgs", "modules");
    private static readonly AttrTemplate ModuleForm = new("_module");
    private static readonly AttrTemplate ArgsForm = new("args");
    private static readonly AttrTemplate NameForm = new("name");

    /// <summary>What stands for the name where there is none yet, as in documentation.</summary>
    private static readonly AttrSet NoName = Named(Properties.Override(
        Properties.OptionDefaultPriority, new NixString(Language.Source.ByteText.FromUnicode("‹name›"))));

    private static readonly Symbol Shorthand = "shorthandOnlyDefinesConfig";
    private readonly AttrSet _given;
    private EvaluatedModules? _base;

    /// <param name="context">The module system at hand.</param>
    /// <param name="given">The arguments of <c>submoduleWith</c>.</param>
    public SubmoduleType(ModuleContext context, AttrSet given)
        : base(context) => _given = given;

    protected override Value Name => TypeName;

    protected override Value Description => new Thunk(() =>
        _given[Attr.Description]?.Force() is { } description && description is not NixNull ? description
            : FreeformType.GetOrNull(Attr.Description) ?? TypeName);

    protected override Value EmptyValue => EmptySet;

    protected override Value GetSubOptions => Protocol.Nix.Function("getSubOptions", SubOptions);

    protected override Value GetSubModules => _given.GetLazily(Attr.Modules);

    protected override Value SubstSubModules => Protocol.Nix.Function(
        "substSubModules", modules => new SubmoduleType(Context, _given.With(Attr.Modules, modules)).Set);

    protected override Value NestedTypes => new Thunk(() => FreeformType is NixNull
        ? AttrSet.Empty
        : Protocol.Nix.Attrs(("freeformType", FreeformType)));

    protected override AttrSet Functor => Context.Types.Functors.Carrying(
        "submodule",
        new Thunk(() => Context.Types["submoduleWith"].Force()),
        PayloadTemplate.Create(
            _given.GetLazily(Attr.Modules), Class, SpecialArgs, _given[Shorthand] ?? NixBool.False,
            _given[Attr.Description] ?? NixNull.Instance),
        SubmodulePayload.Merge);

    private static AttrSet EmptySet { get; } = TypeFunctions.Holding(AttrSet.Empty);

    private Value Class => _given[Attr.Class] ?? NixNull.Instance;

    private Value SpecialArgs => _given[Attr.SpecialArgs] ?? AttrSet.Empty;

    /// <summary>The modules without any definitions: what an instance adds its own to.</summary>
    private EvaluatedModules Base => _base ??= new EvaluatedModules(Context, new EvaluationRequest(
        BaseTemplate.Create(Class, SpecialArgs, new Thunk(() => Protocol.Nix.List(
            [NoName, .. _given.Get(Attr.Modules).ForceList().Items])))));

    private Value FreeformType => Base.Module.Get(Attr.FreeformType);

    protected override bool Check(Value value)
        => value.Force() is AttrSet || FunctionArguments.IsFunction(EvalSite.None, value) || PathTypes.IsAbsolute(Context, value);

    protected override Value Merge(Location location, Definition[] definitions) => Instance(location, definitions).Config;

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => new TracedSet(Instance(location, definitions).Tree).Child(name);

    private EvaluatedModules Instance(Location location, Definition[] definitions)
    {
        Value[] modules = new Value[definitions.Length + 1];
        modules[0] = Named(location.Last);
        for (int i = 0; i < definitions.Length; i++) modules[i + 1] = AsModule(definitions[i]);
        return Base.Extend(modules, location);
    }

    private static AttrSet Named(Value name) => ModuleForm.Create(ArgsForm.Create(NameForm.Create(name)));

    private AttrSet AsModule(Definition definition)
    {
        if (definition.Order is not null)
        {
            throw new TypeException("function 'anonymous lambda' called with unexpected argument 'priority'");
        }

        return definition.Value.Force() is AttrSet && _given.TryGet(Shorthand, out Value? shorthand) && shorthand.ForceBool()
            ? ConfigForm.Create(definition.File, definition.Value)
            : ImportForm.Create(definition.File, new NixList([definition.Value]));
    }

    private AttrSet SubOptions(Value prefix)
    {
        AttrSet options = Base.Extend([], Location.Of(prefix)).Options;
        return FreeformType is NixNull
            ? options
            : options.With("_freeformOptions", Thunk.Apply(FreeformType.Get(Attr.GetSubOptions), prefix));
    }
}

/// <summary>What two declarations of a submodule make together.</summary>
internal static class SubmodulePayload
{
    private static readonly Symbol Shorthand = "shorthandOnlyDefinesConfig";

    public static Value Merge(Value first, Value second)
    {
        AttrSet a = first.ForceAttrs(), b = second.ForceAttrs();
        return Protocol.Nix.Attrs(
            ("class", new Thunk(() => Agree(a, b, Attr.Class, (x, y) =>
                $"A submoduleWith option is declared multiple times with conflicting class values \"{x}\" and \"{y}\"."))),
            ("modules", new Thunk(() => Protocol.Nix.List(
                [.. a.Get(Attr.Modules).ForceList().Items, .. b.Get(Attr.Modules).ForceList().Items]))),
            ("specialArgs", new Thunk(() => MergeSpecialArgs(
                a.Get(Attr.SpecialArgs).ForceAttrs(), b.Get(Attr.SpecialArgs).ForceAttrs()))),
            ("shorthandOnlyDefinesConfig", new Thunk(() => Agree(a, b, Shorthand, static (_, _) =>
                "A submoduleWith option is declared multiple times with conflicting shorthandOnlyDefinesConfig values"))),
            ("description", new Thunk(() => Agree(a, b, Attr.Description, static (_, _) =>
                "A submoduleWith option is declared multiple times with conflicting descriptions"))));
    }

    private static Value Agree(AttrSet first, AttrSet second, Symbol name, Func<string, string, string> conflict)
    {
        Value a = first[name]?.Force() ?? NixNull.Instance, b = second[name]?.Force() ?? NixNull.Instance;
        if (a is NixNull) return b;
        if (b is NixNull || ValueComparer.Equal(EvalSite.None, a, b)) return a;
        throw new ThrownException(conflict((a as NixString)?.Text ?? "", (b as NixString)?.Text ?? ""));
    }

    private static AttrSet MergeSpecialArgs(AttrSet first, AttrSet second)
    {
        List<string> shared = [];
        foreach ((Symbol name, _) in first.ByName)
        {
            if (second.Has(name)) shared.Add(name.Text);
        }

        return shared.Count == 0
            ? first.Update(second)
            : throw new ThrownException(
                $"A submoduleWith option is declared multiple times with the same specialArgs \"{string.Join(' ', shared)}\"");
    }
}

/// <summary><c>types.deferredModule</c>: a module that is evaluated elsewhere.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="given">The arguments of <c>deferredModuleWith</c>.</param>
internal sealed class DeferredModuleType(ModuleContext context, AttrSet given) : CompositeType(context)
{
    private static readonly NixString TypeName = new("deferredModule");
    private static readonly NixString Text = new("module");
    private static readonly Symbol StaticModules = "staticModules";

    protected override Value Name => TypeName;

    protected override Value Description => Text;

    protected override Value DescriptionClass => Noun;

    protected override Value GetSubOptions => new Thunk(() => Documented.Get(Attr.GetSubOptions).Force());

    protected override Value GetSubModules => Modules;

    protected override Value SubstSubModules => Protocol.Nix.Function(
        "substSubModules", modules => new DeferredModuleType(Context, given.With(StaticModules, modules)).Set);

    protected override AttrSet Functor => Context.Types.Functors.Carrying(
        "deferredModuleWith",
        new Thunk(() => Context.Types["deferredModuleWith"].Force()),
        Protocol.Nix.Attrs(("staticModules", Modules)),
        static (first, second) => Protocol.Nix.Attrs(("staticModules", new Thunk(() => Protocol.Nix.List(
            [.. first.Get(StaticModules).ForceList().Items, .. second.Get(StaticModules).ForceList().Items])))));

    private Value Modules => given[StaticModules] ?? NixList.Empty;

    private AttrSet Documented => new SubmoduleType(Context, Protocol.Nix.Attrs(("modules", Modules))).Set;

    protected override bool Check(Value value)
        => value.Force() is AttrSet || FunctionArguments.IsFunction(EvalSite.None, value) || PathTypes.IsAbsolute(Context, value);

    protected override Value Merge(Location location, Definition[] definitions)
    {
        Thunk imports = new(() =>
        {
            List<Value> modules = [.. Modules.ForceList().Items];
            foreach (Definition definition in definitions)
            {
                Value file = TypeFunctions.Text(() => $"{Context.Interpolate(definition.File)}, via option {location.Show()}");
                modules.Add(ModuleSyntax.WithDefaultLocation(file, definition.Value));
            }

            return NixList.Of(modules);
        });
        return Protocol.Nix.Attrs(("imports", imports));
    }
}
