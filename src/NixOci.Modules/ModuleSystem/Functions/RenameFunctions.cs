using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Functions;

/// <summary>
/// The functions of <c>lib.modules</c> for options that were renamed, removed, changed or merged, and for options that stand
/// for others.
/// </summary>
/// <param name="context">The module system at hand.</param>
internal sealed class RenameFunctions(ModuleContext context)
{
    private const string NotSet = "_mkMergedOptionModule";
    private static readonly KeyValuePair<Symbol, bool>[] ModuleFormals = [new("config", false), new("options", false)];
    private static readonly Symbol Warnings = "warnings";
    private static readonly Symbol From = "from";
    private static readonly Symbol To = "to";

    public static void Add(LibSet set, ModuleContext context)
    {
        RenameFunctions functions = new(context);
        set.Function(
            "doRename",
            ["from", "to", "visible", "warn", "use", "withPriority?", "condition?"],
            (_, arguments) => functions.Rename(arguments));
        set.Function("mkRenamedOptionModule", (_, from, to) => functions.Renamed(from, to));
        set.Function(
            "mkRenamedOptionModuleWith", ["from", "to", "sinceRelease"], (_, arguments) => functions.RenamedSince(arguments));
        set.Function("mkAliasOptionModule", (_, from, to) => functions.Alias(from, to));
        set.Function("mkAliasOptionModuleMD", (_, from, to) => functions.Alias(from, to));
        set.Function("mkRemovedOptionModule", (_, name, instructions) => functions.Removed(name, instructions));
        set.Function("mkMergedOptionModule", (_, from, to, merge) => functions.Merged(from, to, merge));
        set.Function(
            "mkChangedOptionModule", (_, from, to, change) => functions.Merged(new NixList([from]), to, change));
        set.Function("mkDerivedConfig", static (_, option, derive) => Properties.Override(
            PriorityOf(option), new Thunk(() => derive.Call(option.ForceAttrs().GetLazily(Attr.Value)))));
        set.Function("mkAliasIfDef", static (_, option, content) => AliasIfDefined(option, content));
        set.Function(
            "mkAliasDefinitions", static (_, option) => AliasIfDefined(option, Properties.Merge(DefinitionsOf(option))));
        set.Function("mkAliasAndWrapDefinitions", static (_, wrap, option) => Wrapped(wrap, option));
        set.Function("mkAliasAndWrapDefsWithPriority", static (_, wrap, option) => WrappedWithPriority(wrap, option));
    }

    private Value At(Value set, Value path) => context.Member("attrsets", "getAttrFromPath").Call(path, set);

    private static Thunk DefinitionsOf(Value option) => new(() => option.Get(Attr.Definitions));

    private static Thunk PriorityOf(Value option)
        => new(() => option.GetOrNull(Attr.HighestPrio) ?? NixInt.Of(Properties.OrdinaryPriority));

    private static AttrSet AliasIfDefined(Value option, Value content) => Properties.If(
        new Thunk(() => NixBool.Of(Attr.IsTagged(option, "option") && option.Get(Attr.IsDefined).ForceBool())), content);

    private static AttrSet Wrapped(Value wrap, Value option)
        => AliasIfDefined(option, Thunk.Apply(wrap, Properties.Merge(DefinitionsOf(option))));

    private static AttrSet WrappedWithPriority(Value wrap, Value option)
    {
        Thunk prioritised = new(() =>
        {
            Value priority = PriorityOf(option);
            NixList definitions = option.Get(Attr.Definitions).ForceList();
            Value[] overrides = new Value[definitions.Count];
            for (int i = 0; i < overrides.Length; i++) overrides[i] = Properties.Override(priority, definitions[i]);
            return Protocol.Nix.List(overrides);
        });
        return AliasIfDefined(option, Thunk.Apply(wrap, Properties.Merge(prioritised)));
    }

    private Builtin Renamed(Value from, Value to)
    {
        Builtin use = Protocol.Nix.Function("use", value => context.Builtins.Call(
            EvalSite.None, "trace", new NixString($"Obsolete option `{Show(from)}' is used. It was renamed to `{Show(to)}'."), value));
        return Rename(from, to, NixBool.False, NixBool.True, use);
    }

    private Builtin RenamedSince(AttrSet arguments)
    {
        Value from = arguments.Get(From), to = arguments.Get(To);
        Thunk isOld = Thunk.Apply(context.Member("trivial", "isInOldestRelease"), arguments.Get("sinceRelease"));
        Builtin use = Protocol.Nix.Function("use", value => isOld.ForceBool()
            ? context.Warn($"Obsolete option `{Show(from)}' is used. It was renamed to `{Show(to)}'.", value)
            : value);
        return Rename(from, to, NixBool.False, isOld, use);
    }

    private Builtin Alias(Value from, Value to)
        => Rename(from, to, NixBool.True, NixBool.False, Protocol.Nix.Function("use", static value => value));

    private Builtin Rename(Value from, Value to, Value isVisible, Value warns, Value use) => Rename(Protocol.Nix.Attrs(
        ("from", from), ("to", to), ("visible", isVisible), ("warn", warns), ("use", use)));

    private Builtin Rename(AttrSet arguments)
    {
        Value from = arguments.Get(From), to = arguments.Get(To);
        return Module((config, options) =>
        {
            Thunk source = new(() => At(options, from));
            Value set = Protocol.Nix.Function("setAttrByPath", value => AttrSetPaths.Nest(to.ForceList(), value));
            bool withPriority = !arguments.TryGet("withPriority", out Value? given) || given.ForceBool();
            Value warning = new Thunk(() => options.ForceAttrs().Has(Warnings)
                ? Protocol.Nix.Attrs(("warnings", new Thunk(() => RenameWarning(arguments, source))))
                : AttrSet.Empty);
            AttrSet forwarded = withPriority ? WrappedWithPriority(set, source) : Wrapped(set, source);
            return (
                AttrSetPaths.Nest(from.ForceList(), new Thunk(() => AliasOption(arguments, config, options))),
                Properties.If(
                    arguments[Attr.Condition] ?? NixBool.True,
                    Properties.Merge(new NixList([warning, forwarded]))));
        });
    }

    private NixList RenameWarning(AttrSet arguments, Value source)
    {
        bool warns = arguments.Get("warn").ForceBool() && source.Get(Attr.IsDefined).ForceBool();
        return !warns ? NixList.Empty : new NixList([new Thunk(() => new NixString(
            $"The option `{Show(arguments.Get(From))}' defined in {context.Text.ShowFiles(source.Get(Attr.Files).ForceList().Items)} "
            + $"has been renamed to `{Show(arguments.Get(To))}'."))]);
    }

    private AttrSet AliasOption(AttrSet arguments, Value config, Value options)
    {
        Value to = arguments.Get(To);
        Value use = arguments.Get("use");
        Builtin apply = Protocol.Nix.Function("apply", _ => use.Call(new Thunk(() => AttrSetPaths.Follow(EvalSite.None, to, config)?.Force()
            ?? throw new AbortException($"Renaming error: option `{Show(to)}' does not exist."))));
        AttrSet option = Protocol.Nix.Attrs(
            ("_type", new NixString("option")),
            ("visible", arguments.Get(Attr.Visible)),
            ("description", TypeText(() => $"Alias of {{option}}`{Show(to)}`.")),
            ("apply", apply));
        Value type = AttrSetPaths.Follow(EvalSite.None, to, options)?.GetOrNull(Attr.OptionTypeOf)
            ?? context.Types.Submodule(AttrSet.Empty);
        return type is NixNull ? option : option.With(Attr.OptionTypeOf, type);
    }

    private Builtin Removed(Value name, Value instructions) => Module((_, options) =>
    {
        Builtin apply = Protocol.Nix.Function("apply", _ => throw new ThrownException(
            $"The option `{Show(name)}' can no longer be used since it's been removed. {context.Interpolate(instructions)}"));
        AttrSet option = Protocol.Nix.Attrs(("_type", new NixString("option")), ("visible", NixBool.False), ("apply", apply));
        Thunk removed = new(() => At(options, name));
        Thunk assertion = new(() => NixBool.Of(!removed.Get(Attr.IsDefined).ForceBool()));
        Thunk message = TypeText(() =>
            $"The option definition `{Show(name)}' in {context.Text.ShowFiles(removed.Get(Attr.Files).ForceList().Items)} no longer "
            + $"has any effect; please remove it.\n{context.Interpolate(instructions)}\n");
        return (
            AttrSetPaths.Nest(name.ForceList(), option),
            Protocol.Nix.Attrs(("assertions", new NixList(
                [Protocol.Nix.Attrs(("assertion", assertion), ("message", message))]))));
    });

    private Builtin Merged(Value from, Value to, Value merge) => Module((config, options) =>
    {
        AttrSet option = Protocol.Nix.Attrs(
            ("_type", new NixString("option")), ("visible", NixBool.False), ("default", new NixString(NotSet)));
        AttrSet declared = AttrSet.Empty;
        foreach (Value path in from.ForceList().Items)
        {
            declared = AttrSetMerges.UpdateDeeply(declared, AttrSetPaths.Nest(path.ForceList(), option).ForceAttrs());
        }

        Thunk warnings = new(() => ChangeWarnings(config, options, from.ForceList(), to));
        Thunk merged = new(() => AnyIsSet(config, from.ForceList()) ? new NixList([Thunk.Apply(merge, config)]) : NixList.Empty);
        AttrSet target = AttrSetPaths.Nest(to.ForceList(), Properties.Merge(merged)).ForceAttrs();
        return (declared, Protocol.Nix.Attrs(("warnings", warnings)).Update(target));
    });

    private NixList ChangeWarnings(Value config, Value options, NixList from, Value to)
    {
        List<Value> warnings = [];
        foreach (Value path in from.Items)
        {
            if (!IsSet(config, path)) continue;
            NixList files = At(options, path).Get(Attr.Files).ForceList();
            warnings.Add(new NixString(
                $"The option `{Show(path)}' defined in {context.Text.ShowFiles(files.Items)} has been changed to `{Show(to)}' that "
                + $"has a different type. Please read `{Show(to)}' documentation and update your configuration accordingly."));
        }

        return NixList.Of(warnings);
    }

    private bool AnyIsSet(Value config, NixList from)
    {
        foreach (Value path in from.Items)
        {
            if (IsSet(config, path)) return true;
        }

        return false;
    }

    private bool IsSet(Value config, Value path) => At(config, path) is not NixString { Text: NotSet };

    /// <summary>A module that is a function of the configuration and the options.</summary>
    private static Builtin Module(Func<Value, Value, (Value Options, Value Config)> body) => new("module", (_, argument) =>
    {
        AttrSet given = argument.ForceAttrs();
        (Value options, Value config) = body(given.Get(Attr.Config), given.Get(Attr.Options));
        return Protocol.Nix.Attrs(("options", options), ("config", config));
    })
    { IsLambda = true, Formals = ModuleFormals };

    private static string Show(Value path) => OptionText.ShowOption(path.ForceList()).Text;

    private static Thunk TypeText(Func<string> text) => Types.TypeFunctions.Text(text);
}
