using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Functions;

/// <summary>The functions of <c>lib.modules</c> that evaluate modules, as a whole and step by step.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class EvaluationFunctions(ModuleContext context)
{
    private static readonly AttrTemplate MergedModules = new("matchedOptions", "unmatchedDefns");
    private static readonly AttrTemplate Unmatched = new("file", "value", "prefix");
    private static readonly AttrTemplate Merged = new("defsFinal'", "defsFinal", "mergedValue", "isDefined", "optionalValue");
    private static readonly AttrTemplate Final = new("values", "highestPrio");
    private static readonly AttrTemplate ValueAndPriority = new("value", "highestPrio");
    private static readonly Symbol ElementType = "elemType";

    public static void Add(LibSet set, ModuleContext context)
    {
        EvaluationFunctions functions = new(context);
        set.Function(
            "evalModules",
            ["modules", "prefix?", "specialArgs?", "class?", "args?", "check?"],
            (_, arguments) => functions.EvalModules(arguments));
        set.Function("fixMergeModules", (_, modules, arguments) => functions.EvalModules(Protocol.Nix.Attrs(
            ("modules", modules), ("args", arguments), ("check", NixBool.False))));
        set.Function(
            "setDefaultModuleLocation", static (_, file, module) => ModuleSyntax.WithDefaultLocation(file, module));
        set.Function("mergeDefinitions", functions.MergeDefinitions);
        set.Function("mergeOptionDecls", functions.MergeOptionDeclarations);
        set.Function("evalOptionValue", functions.EvalOptionValue);
        set.Function("fixupOptionType", (_, _, option) => DeclaredOption.Fix(context, option.ForceAttrs()));
        set.Function("mergeAttrDefinitionsWithPrio", functions.MergeAttrDefinitions);
        set.Function("importJSON", (_, file) => functions.Imported(file, "importJSON"));
        set.Function("importTOML", (_, file) => functions.Imported(file, "importTOML"));
        functions.AddDiscouraged(set);
    }

    private void AddDiscouraged(LibSet set)
    {
        Discouraged("applyModuleArgsIfFunction", (_, key, function, arguments) => FunctionArguments.IsFunction(EvalSite.None, function)
            ? new ModuleArgumentSet(context, arguments.ForceAttrs()).Apply(key, function)
            : function.Force());
        Discouraged("mergeModules'", MergeDeclaredAndDefined);
        Discouraged(
            "unifyModuleSyntax", (_, file, key, module) => new ModuleSyntax(context).Unify(file, key, module.Force()).ToSet());
        Discouraged("collectModules", CollectModules);
        DiscouragedValue("dischargeProperties", static () => new Builtin(
            "dischargeProperties", static (_, definition) => PropertyFunctions.Discharge(definition)) { IsLambda = true });
        DiscouragedValue("pushDownProperties", static () => new Builtin(
            "pushDownProperties", static (_, configuration) => PropertyFunctions.PushDown(configuration)) { IsLambda = true });
        DiscouragedValue("mergeModules", () => new Builtin("mergeModules", MergeModules) { IsLambda = true });

        void Discouraged(string name, BuiltinBody3 body)
            => DiscouragedValue(name, () => new Builtin(name, body) { IsLambda = true });

        void DiscouragedValue(string name, Func<Value> create)
            => set.Lazy(name, () => context.Warn(TopLevel.ExternalUse($"modules.{name}"), create()));
    }

    private AttrSet EvalModules(AttrSet arguments)
    {
        AttrSet result = new EvaluatedModules(context, new EvaluationRequest(arguments)).Result;
        if (arguments.Has(Attr.Args))
        {
            context.Warn(
                "The args argument to evalModules is deprecated. Please set config._module.args instead.", NixNull.Instance);
        }

        if (arguments.Has(Attr.Check))
        {
            context.Warn(
                "The check argument to evalModules is deprecated. Please set config._module.check instead.", NixNull.Instance);
        }

        return result;
    }

    private NixList CollectModules(EvalSite site, Value modulesPath, Value modules, Value arguments)
    {
        ModuleArgumentSet set = new(context, arguments.ForceAttrs());
        ModuleCollector collector = new(context, set, NixNull.Instance, modulesPath);
        List<Value> collected = [];
        foreach (CanonicalModule module in collector.Collect(modules.ForceList().Items)) collected.Add(module.ToSet());
        return NixList.Of(collected);
    }

    private AttrSet MergeModules(EvalSite site, Value prefix, Value modules)
    {
        NixList list = modules.ForceList();
        List<CanonicalModule> canonical = new(list.Count);
        foreach (Value item in list.Items)
        {
            AttrSet module = item.ForceAttrs();
            canonical.Add(new CanonicalModule(
                module.GetLazily(Attr.ModuleFile), NixNull.Instance, NixString.Empty, NixList.Empty, NixList.Empty,
                module.GetLazily(Attr.Options), module.GetLazily(Attr.Config)));
        }

        return Describe(OptionTrees.Of(context, Location.Of(prefix), canonical, new DeclarationMemo()));
    }

    private AttrSet MergeDeclaredAndDefined(EvalSite site, Value prefix, Value modules, Value configurations)
    {
        List<OptionDeclaration> sources = [];
        foreach (Value item in modules.ForceList().Items)
        {
            AttrSet module = item.ForceAttrs();
            sources.Add(new OptionDeclaration(module.GetLazily(Attr.ModuleFile), module.GetLazily(Attr.Options)));
        }

        return Describe(new OptionTree(
            context,
            Location.Of(prefix),
            () =>
            {
                List<ConfigPart> parts = [];
                foreach (Value item in configurations.ForceList().Items)
                {
                    AttrSet configuration = item.ForceAttrs();
                    parts.Add(new ConfigPart(configuration.GetLazily(Attr.File), configuration.Get(Attr.Config).Force(), null));
                }

                return parts;
            },
            at => DeclarationTable.Read(at, sources, like: null)));
    }

    private static AttrSet Describe(OptionTree tree) => MergedModules.Create(
        new Thunk(() => tree.Options),
        new Thunk(() =>
        {
            List<Value> unmatched = [];
            foreach (UnmatchedDefinition definition in tree.Unmatched())
            {
                unmatched.Add(Unmatched.Create(definition.File, definition.Value, definition.Path.ToList()));
            }

            return NixList.Of(unmatched);
        }));

    private AttrSet MergeDefinitions(EvalSite site, Value location, Value type, Value definitions)
    {
        Delayed<MergedDefinitions> merged = new(
            () => new MergedDefinitions(context, Location.Of(location), OptionType.Of(type), RawDefinitions(definitions)));
        Thunk final = new(() => Definition.ToList(merged.Value.Final));
        return Merged.Create(
            Final.Create(final, new Thunk(() => merged.Value.HighestPriority)),
            final,
            new Thunk(() => merged.Value.Value),
            new Thunk(() => NixBool.Of(merged.Value.IsDefined)),
            new Thunk(() => merged.Value.IsDefined ? Types.TypeFunctions.Holding(merged.Value.Value) : AttrSet.Empty));
    }

    private static RawDefinition[] RawDefinitions(Value definitions)
    {
        NixList items = definitions.ForceList();
        RawDefinition[] raw = new RawDefinition[items.Count];
        for (int i = 0; i < raw.Length; i++)
        {
            AttrSet definition = items[i].ForceAttrs();
            raw[i] = new RawDefinition(definition.GetLazily(Attr.File), definition.GetLazily(Attr.Value), null, definition, Attr.Value);
        }

        return raw;
    }

    private AttrSet MergeOptionDeclarations(EvalSite site, Value location, Value declarations)
    {
        List<OptionDeclaration> list = [];
        foreach (Value item in declarations.ForceList().Items)
        {
            AttrSet declaration = item.ForceAttrs();
            list.Add(new OptionDeclaration(declaration.GetLazily(Attr.ModuleFile), declaration.GetLazily(Attr.Options))
            {
                GivenPosition = declaration.GetLazily(Attr.Pos),
            });
        }

        return DeclaredOption.MergeDeclarations(context, Location.Of(location), list);
    }

    private AttrSet EvalOptionValue(EvalSite site, Value location, Value option, Value definitions) => new EvaluatedOption(
        context, Location.Of(location), DeclaredOption.Of(option.ForceAttrs()), new DelayedDefinitions(() => RawDefinitions(definitions))).Description;

    private AttrSet MergeAttrDefinitions(EvalSite site, Value option)
    {
        Value type = option.Get(Attr.OptionTypeOf);
        if (type.Get(Attr.Name) is not NixString { Text: "attrsOf" or "lazyAttrsOf" })
        {
            throw new AssertionException(
                "assertion '((opt.type.name == \"attrsOf\") || (opt.type.name == \"lazyAttrsOf\"))' failed");
        }

        List<ConfigPart> parts = [];
        foreach (Value item in option.Get(Attr.DefinitionsWithLocations).ForceList().Items)
        {
            AttrSet definition = item.ForceAttrs();
            int from = parts.Count;
            ConfigPart.PushDown(definition.GetLazily(Attr.File), definition.Get(Attr.Value), null, parts);
            for (int i = from; i < parts.Count; i++) parts[i] = parts[i] with { Set = parts[i].Set.ForceAttrs() };
        }

        DefinitionGroups groups = DefinitionGroups.Of(parts);
        Location location = Location.Of(option.Get(Attr.Loc));
        Value element = type.Get(Attr.NestedTypes).Get(ElementType);
        AttrSetBuilder result = new(groups.Names.Count);
        for (int i = 0; i < groups.Names.Count; i++)
        {
            MergedDefinitions merged = new(context, location.Child(groups.Names[i]), OptionType.Of(element), groups.At(i));
            result.Add(groups.Names[i], ValueAndPriority.Create(merged.Value, new Thunk(() => merged.HighestPriority)));
        }

        return result.Build();
    }

    private Value Import(EvalSite site, Value path) => context.Builtins.Call(site, "import", path);

    private AttrSet Imported(Value file, string reader) => Protocol.Nix.Attrs(
        ("_file", file), ("config", new Thunk(() => context.Member("trivial", reader).Call(file))));
}
