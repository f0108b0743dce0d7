using System.Diagnostics.CodeAnalysis;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A definition under a path that no module declares an option for.</summary>
/// <param name="Path">The path, relative to where it was looked for.</param>
/// <param name="File">The file that the definition is in.</param>
/// <param name="Value">The definition.</param>
internal sealed record UnmatchedDefinition(Location Path, Value File, Value Value)
{
    /// <summary>Where the definition is written, as far as it is known.</summary>
    public Position Position { get; init; }
}

/// <summary>
/// A set of options with what is declared and defined in it. Names come from the declarations; whether a name is an option or
/// a further set shows when it is looked at.
/// </summary>
internal sealed class OptionTree
{
    private Func<Location, DeclarationTable>? _declare;
    private Func<List<ConfigPart>>? _configure;
    private DeclarationTable? _table;
    private OptionNode[]? _nodes;
    private DefinitionGroups? _definitions;
    private List<ConfigPart>? _parts;
    private bool _hasParts;
    private AttrSet? _options;
    private AttrSet? _config;
    private Reentry _reading;
    private Reentry _defining;

    /// <param name="context">The module system at hand.</param>
    /// <param name="prefix">The path of the set.</param>
    /// <param name="configure">The sets of definitions, asked for when they are needed.</param>
    /// <param name="declare">The declarations at the path, asked for when they are needed.</param>
    public OptionTree(
        ModuleContext context, Location prefix, Func<List<ConfigPart>> configure, Func<Location, DeclarationTable> declare)
    {
        Context = context;
        Prefix = prefix;
        _configure = configure;
        _declare = declare;
    }

    /// <summary>The module system at hand.</summary>
    public ModuleContext Context { get; }

    /// <summary>The path of the set.</summary>
    public Location Prefix { get; }

    /// <summary>The options as <c>options</c> has them.</summary>
    public AttrSet Options => _options ??= Build(static node => node.MakeOptions());

    /// <summary>The values of the options as <c>config</c> has them.</summary>
    public AttrSet Config => _config ??= Build(static node => node.MakeConfig());

    /// <summary>
    /// The values as <see cref="Config"/> has them, and those of definitions without an option besides. Which names there are
    /// is known level by level, and each is merged when it is read, so that none is evaluated for the sake of another.
    /// </summary>
    /// <param name="undeclared">How what is not declared is kept.</param>
    public AttrSet OpenConfig(UndeclaredDefinitions undeclared)
    {
        OptionNode[] nodes = Nodes;
        AttrSetBuilder set = new(nodes.Length);
        for (int i = 0; i < nodes.Length; i++) set.Add(_table!.Names[i].Name, nodes[i].MakeOpenConfig(undeclared));
        for (int i = 0; i < AllDefinitions.Names.Count; i++)
        {
            Symbol name = AllDefinitions.Names[i];
            if (_table!.TryGetIndex(name, out _)) continue;
            set.Add(name, MergeUndeclared(Prefix.Child(name), undeclared.Type, AllDefinitions.At(i)));
        }

        return (AttrSet)undeclared.Attach(Prefix, set.Build());
    }

    private Thunk MergeUndeclared(Location location, OptionType type, RawDefinition[] definitions) => new(() =>
    {
        try
        {
            return new MergedDefinitions(Context, location, type, definitions).Value.Force();
        }
        catch (EvalException e) when (ErrorContext.EvaluatingOption(e, location))
        {
            throw;
        }
    });

    /// <summary>How many names anything is declared under.</summary>
    public int Count => Nodes.Length;

    /// <summary>Looks up what is declared under a name.</summary>
    public bool TryGetNode(Symbol name, [NotNullWhen(true)] out OptionNode? node)
    {
        OptionNode[] nodes = Nodes;
        node = _table!.TryGetIndex(name, out int index) ? nodes[index] : null;
        return node is not null;
    }

    /// <summary>What is defined under a name.</summary>
    public RawDefinition[] DefinitionsOf(Symbol name) => AllDefinitions.Of(name);

    /// <summary>The names that anything is defined under.</summary>
    public IReadOnlyList<Symbol> DefinedNames => AllDefinitions.Names;

    /// <summary>The definitions for which there is no option, in the order of their names.</summary>
    public List<UnmatchedDefinition> Unmatched()
    {
        List<UnmatchedDefinition> unmatched = [];
        FindUnmatched(Location.Root, unmatched);
        return unmatched;
    }

    /// <summary>What is declared, in the order of the table's names.</summary>
    private OptionNode[] Nodes
    {
        get
        {
            if (_nodes is not null) return _nodes;
            _reading.Enter();
            try
            {
                return _nodes = MakeNodes();
            }
            finally
            {
                _reading.Leave();
            }
        }
    }

    private DefinitionGroups AllDefinitions
    {
        get
        {
            if (_definitions is not null) return _definitions;
            _defining.Enter();
            try
            {
                return _definitions = ReadDefinitions();
            }
            finally
            {
                _defining.Leave();
            }
        }
    }

    private List<ConfigPart> Parts => _parts ??= _configure!();

    private void FindUnmatched(Location path, List<UnmatchedDefinition> unmatched)
    {
        // Without definitions there is nothing to find, and no option needs to be looked at.
        if (_definitions is null ? Parts.Count == 0 : !_hasParts) return;
        foreach (Symbol name in NamesInOrder())
        {
            Location at = path.Child(name);
            if (TryGetNode(name, out OptionNode? node))
            {
                if (!node.IsOption) node.Tree.FindUnmatched(at, unmatched);
                continue;
            }

            foreach (RawDefinition raw in AllDefinitions.Of(name))
            {
                unmatched.Add(new UnmatchedDefinition(at, raw.File, raw.Value) { Position = raw.Position });
            }
        }
    }

    /// <summary>The names of which anything is declared or defined, sorted.</summary>
    public List<Symbol> NamesInOrder()
    {
        List<Symbol> names = new(Count);
        foreach (DeclaredName declared in _table!.Names) names.Add(declared.Name);
        foreach (Symbol name in AllDefinitions.Names)
        {
            if (!_table.TryGetIndex(name, out _)) names.Add(name);
        }

        names.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return names;
    }

    private AttrSet Build(Func<OptionNode, Value> part)
    {
        OptionNode[] nodes = Nodes;
        Value[] values = new Value[nodes.Length];
        for (int i = 0; i < values.Length; i++) values[i] = part(nodes[i]);
        return _table!.Template.Create(values);
    }

    private OptionNode[] MakeNodes()
    {
        _table = _declare!(Prefix);
        _declare = null;
        IReadOnlyList<DeclaredName> names = _table.Names;
        OptionNode[] nodes = new OptionNode[names.Count];
        for (int i = 0; i < nodes.Length; i++) nodes[i] = new OptionNode(this, names[i]);
        return nodes;
    }

    private DefinitionGroups ReadDefinitions()
    {
        foreach (ConfigPart part in Parts) CheckIsSet(part);
        DefinitionGroups definitions = DefinitionGroups.Of(Parts);

        // What they were made of is not needed any more, and would stay in memory with the set.
        _hasParts = Parts.Count > 0;
        _parts = null;
        _configure = null;
        return definitions;
    }

    private void CheckIsSet(ConfigPart part)
    {
        if (part.Set is AttrSet) return;

        // Pushing a condition or a priority down goes through the attributes, which is an error of its own.
        if (part.Wrapper is not null) part.Set.ForceAttrs();
        string path = Prefix.Dotted();
        throw new ThrownException(
            $"In module `{Context.Interpolate(part.File)}', you're trying to define a value of type "
            + $"`{ValueTypes.Name(part.Set)}'\nrather than an attribute set for the option\n`{path}'!\n\n"
            + $"This usually happens if `{path}' has option\ndefinitions inside that are not matched. Please check how to properly "
            + "define\nthis option by e.g. referring to `man 5 configuration.nix'!\n");
    }
}
