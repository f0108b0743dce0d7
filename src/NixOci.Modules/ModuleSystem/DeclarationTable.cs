using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// What modules declare in one set of options, name by name. Instances of a submodule whose modules declare the same share one table,
/// so that an instance has to find out nothing but its definitions.
/// </summary>
internal sealed class DeclarationTable
{
    private readonly OptionDeclaration[] _sources;
    private readonly Dictionary<Symbol, int> _indices = [];
    private readonly List<DeclaredName> _names = [];
    private AttrTemplate? _template;

    private DeclarationTable(OptionDeclaration[] sources) => _sources = sources;

    /// <summary>The names, in the order in which they were found.</summary>
    public IReadOnlyList<DeclaredName> Names => _names;

    /// <summary>Makes sets with one value for each of <see cref="Names"/>.</summary>
    public AttrTemplate Template => _template ??= MakeTemplate();

    /// <summary>Reads the declarations of modules.</summary>
    /// <param name="prefix">The path of the set, for messages.</param>
    /// <param name="sources">The sets of declarations, one for each module that has any.</param>
    /// <param name="like">A table that may be that of the same declarations, or of some of them.</param>
    public static DeclarationTable Read(Location prefix, IReadOnlyList<OptionDeclaration> sources, DeclarationTable? like)
    {
        OptionDeclaration[] forced = new OptionDeclaration[sources.Count];
        for (int i = 0; i < forced.Length; i++)
        {
            OptionDeclaration source = sources[i];
            Value options = source.Options.Force();
            forced[i] = options is AttrSet ? source with { Options = options } : throw NotASet(prefix, options);
        }

        if (like?.IsOf(forced) == true) return like;
        DeclarationTable table = new(forced);
        foreach (OptionDeclaration source in forced) table.Add(source);
        if (like is not null) table.ShareNames(like);
        return table;
    }

    /// <summary>Looks a name up.</summary>
    public bool TryGetIndex(Symbol name, out int index) => _indices.TryGetValue(name, out index);

    private void Add(OptionDeclaration source)
    {
        AttrSet declared = (AttrSet)source.Options;
        foreach ((Symbol name, Value value) in declared.ByName)
        {
            if (!_indices.TryGetValue(name, out int index))
            {
                _indices.Add(name, index = _names.Count);
                _names.Add(new DeclaredName(name));
            }

            _names[index].Add(new OptionDeclaration(source.File, value, declared, name));
        }
    }

    private bool IsOf(OptionDeclaration[] sources)
    {
        if (sources.Length != _sources.Length) return false;
        for (int i = 0; i < sources.Length; i++)
        {
            if (!ReferenceEquals(sources[i].Options, _sources[i].Options) || !sources[i].IsInFileOf(_sources[i])) return false;
        }

        return true;
    }

    /// <summary>Takes over what is known already of names whose declarations are the same there.</summary>
    private void ShareNames(DeclarationTable like)
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if (like.TryGetIndex(_names[i].Name, out int index) && _names[i].IsDeclaredAs(like._names[index])) _names[i] = like._names[index];
        }
    }

    private AttrTemplate MakeTemplate()
    {
        Symbol[] names = new Symbol[_names.Count];
        for (int i = 0; i < names.Length; i++) names[i] = _names[i].Name;
        return new AttrTemplate(names);
    }

    private static ThrownException NotASet(Location prefix, Value options) => new(
        $"An option declaration for `{prefix.Dotted()}' has type\n`{ValueTypes.Name(options)}' rather "
        + "than an attribute set.\nDid you mean to define this outside of `options'?\n");
}

/// <summary>The table of declarations that instances of one submodule had last, for the next one to share.</summary>
internal sealed class DeclarationMemo
{
    public DeclarationTable? Last { get; set; }
}
