using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// Modules evaluated together: what <c>lib.evalModules</c> gives. The configuration is a fixed point: modules are functions of
/// what they make, which works because every part is computed when it is needed.
/// </summary>
internal sealed class EvaluatedModules
{
    private static readonly AttrTemplate Arguments = new("lib", "options", "config", "specialArgs");
    private static readonly AttrTemplate ResultTemplate = new(
        "_type", "options", "config", "_module", "extendModules", "type", "class");

    private static readonly SetPattern ExtensionArguments = new("extendModules", "modules?", "specialArgs?", "prefix?");

    private static readonly ConditionalWeakTable<Value, EvaluatedModules> ByExtension = [];

    private readonly ModuleContext _context;
    private readonly EvaluationRequest _request;
    private readonly Thunk _config;
    private readonly Thunk _options;
    private readonly Thunk _unmatchedCheck;
    private readonly Delayed<OptionTree> _tree;
    private AttrSet? _result;

    public EvaluatedModules(ModuleContext context, EvaluationRequest request)
    {
        _context = context;
        _request = request;
        _tree = new Delayed<OptionTree>(Collect);
        _config = new Thunk(Configure);
        _options = new Thunk(new DeclaredOptions(this));
        _unmatchedCheck = new Thunk(CheckUnmatched);
    }

    /// <summary>What the evaluation was asked for.</summary>
    public EvaluationRequest Request => _request;

    /// <summary>The options and their definitions.</summary>
    public OptionTree Tree => _tree.Value;

    /// <summary>The configuration with <c>_module</c>, not checked for definitions without an option.</summary>
    public Value UncheckedConfig => _config;

    /// <summary>The configuration; checked before any of it is seen.</summary>
    public AttrSet Config
    {
        get
        {
            _unmatchedCheck.Force();
            return _config.ForceAttrs().Without(Attr.Module);
        }
    }

    /// <summary>The options; checked before any of them is seen.</summary>
    public AttrSet Options
    {
        get
        {
            _unmatchedCheck.Force();
            return _options.ForceAttrs();
        }
    }

    /// <summary>The <c>_module</c> of the configuration.</summary>
    public Value Module
    {
        get
        {
            _unmatchedCheck.Force();
            return _config.Get(Attr.Module);
        }
    }

    /// <summary>The result as Nix code sees it.</summary>
    public AttrSet Result
    {
        get
        {
            if (_result is not null) return _result;
            Builtin extendModules = ExtendModules;
            ByExtension.Add(extendModules, this);
            return _result = ResultTemplate.Create(
                new NixString("configuration"),
                new Thunk(() => Options),
                new Thunk(() => Config),
                new Thunk(() => Module),
                extendModules,
                ModuleType,
                _request.Class);
        }
    }

    /// <summary>The options that a module's argument <c>options</c> is made of, where it is not made yet and is ours; null otherwise.</summary>
    public static OptionTree? BehindArgument(Value options)
    {
        DeferredValue? deferred = (options as Thunk)?.Deferred;
        if (deferred is ErrorContext.ModuleArgument argument) deferred = (argument.Value as Thunk)?.Deferred;
        return (deferred as DeclaredOptions)?.Modules.Tree;
    }

    /// <summary>
    /// The evaluation that a result is of; null where another module system made it. It is known by <c>extendModules</c>, which stays
    /// the same when Nix code adds attributes to a result.
    /// </summary>
    public static EvaluatedModules? Behind(AttrSet result)
        => result.TryGet("extendModules", out Value? extend) && ByExtension.TryGetValue(extend.Force(), out EvaluatedModules? modules)
            ? modules
            : null;

    private Builtin ExtendModules => ExtensionArguments.Function(
        (_, extension) => Extend(extension).Result);

    private Thunk ModuleType => new(() => _context.Types.SubmoduleWith(Protocol.Nix.Attrs(
        ("modules", _request.Modules), ("specialArgs", _request.SpecialArgs), ("class", _request.Class))));

    /// <summary>The same modules and more, under another prefix: how a submodule gets its definitions.</summary>
    public EvaluatedModules Extend(Value[] modules, Location prefix) => new(_context, _request.With(modules, prefix));

    private EvaluatedModules Extend(AttrSet extension) => new(_context, _request.With(extension));

    private OptionTree Collect()
    {
        Value given = _request.SpecialArgs;
        AttrSet special = given.ForceAttrs();
        AttrSet arguments = Arguments.Create(_context.Lib, _options, _config, given).Update(special);
        if (special.Resolver is UnknownArguments unknown) _context.Unknowns = unknown.Unknowns;
        ModuleCollector collector = new(
            _context,
            new ModuleArgumentSet(_context, arguments) { AreImporting = () => _tree.IsComputing },
            _request.Class,
            special[Attr.ModulesPath] ?? NixString.Empty);
        Location prefix = _request.Prefix;
        AttrSet own = _context.InternalModule.Create(prefix.IsRoot, new Thunk(() => ExtendModules), ModuleType, given);
        NixList regular = _request.AllModules();
        List<CanonicalModule> modules = collector.Collect([.. regular.Items, own]);
        modules.Reverse();
        return OptionTrees.Of(_context, prefix, modules, _request.Declarations);
    }

    private AttrSet Configure()
    {
        OptionTree tree = _tree.Value;
        AttrSet declared = tree.Config;
        Value freeformType = declared.Get(Attr.Module).Get(Attr.FreeformType);
        if (freeformType is NixNull) return declared;
        if (UndeclaredDefinitions.Of(freeformType) is { } kept)
        {
            if (kept.Unknown is { } unknown) unknown.Undeclared = tree.Unmatched;
            return tree.OpenConfig(kept);
        }

        List<UnmatchedDefinition> unmatched = tree.Unmatched();
        if (unmatched.Count == 0) return declared;
        Definition[] definitions = new Definition[unmatched.Count];
        for (int i = 0; i < definitions.Length; i++)
        {
            UnmatchedDefinition definition = unmatched[i];
            definitions[i] = new Definition(definition.File, AttrSetPaths.Nest(definition.Path.ToList(), definition.Value));
        }

        AttrSet free = OptionType.Of(freeformType).Merge(_request.Prefix, definitions).ForceAttrs();
        return AttrSetMerges.UpdateDeeply(free, declared);
    }

    private NixNull CheckUnmatched()
    {
        AttrSet settings = _config.Get(Attr.Module).ForceAttrs();
        if (!settings.Get(Attr.Check).ForceBool()) return NixNull.Instance;
        Value freeformType = settings.Get(Attr.FreeformType).Force();
        UndeclaredDefinitions? kept = UndeclaredDefinitions.Of(freeformType);
        if (freeformType is not NixNull && kept is null) return NixNull.Instance;
        foreach (UnmatchedDefinition definition in _tree.Value.Unmatched())
        {
            if (kept is null || !kept.Accepts(definition.Path)) throw UnknownOption(definition);
        }

        return NixNull.Instance;
    }

    /// <summary>The argument <c>options</c> of modules.</summary>
    private sealed class DeclaredOptions(EvaluatedModules modules) : DeferredValue
    {
        public EvaluatedModules Modules { get; } = modules;

        protected override Value Compute() => Modules._tree.Value.Options;
    }

    private ThrownException UnknownOption(UnmatchedDefinition first)
    {
        NixList prefix = _request.Prefix.ToList();
        string option = OptionText.ShowOption(new NixList([.. prefix.Items, .. first.Path.ToList().Items])).Text;
        string shown = _context.Text.ShowDefinitions([new Definition(first.File, first.Value)]);
        string message = $"The option `{option}' does not exist. Definition values:{shown}";
        if (_tree.Value.Count != 1 || !_tree.Value.TryGetNode(Attr.Module, out _)) return new ThrownException(message);
        string parent = _request.Prefix.Show();
        return new ThrownException(parent.Length == 0
            ? $"{message}\n\nIt seems as if you're trying to declare an option by placing it into `config' rather than `options'!\n"
            : $"{message}\n\nHowever there are no options defined in `{parent}'. Are you sure you've\n"
                + "declared your options properly? This can happen if you e.g. declared your options in `types.submodule'\n"
                + "under `config' rather than `options'.\n");
    }
}
