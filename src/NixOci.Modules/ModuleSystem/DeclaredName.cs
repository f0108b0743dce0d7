using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// A name in a set of options with its declarations: an option, or a further set. Nothing here depends on where the set stands, so
/// that submodules of the same modules share it.
/// </summary>
/// <param name="name">The name.</param>
internal sealed class DeclaredName(Symbol name)
{
    private readonly List<OptionDeclaration> _declarations = new(1);
    private DeclarationTable? _table;
    private DeclaredOption? _option;

    public Symbol Name { get; } = name;

    /// <summary>The name as a part of a path.</summary>
    public NixString Text => Name.AsString;

    /// <summary>What modules declare under the name.</summary>
    public IReadOnlyList<OptionDeclaration> Declarations => _declarations;

    /// <summary>The declarations of the option that the name is; null where it is none, or not known yet to be one.</summary>
    public IReadOnlyList<OptionDeclaration>? AsOptions { get; set; }

    /// <summary>Whether the name is known to be a further set.</summary>
    public bool IsSet { get; set; }

    public void Add(OptionDeclaration declaration) => _declarations.Add(declaration);

    /// <summary>Whether another name has the very same declarations.</summary>
    public bool IsDeclaredAs(DeclaredName other)
    {
        if (_declarations.Count != other._declarations.Count) return false;
        for (int i = 0; i < _declarations.Count; i++)
        {
            OptionDeclaration mine = _declarations[i], theirs = other._declarations[i];
            bool isSame = ReferenceEquals(mine.Options, theirs.Options) && mine.IsInFileOf(theirs) && mine.Position == theirs.Position;
            if (!isSame) return false;
        }

        return true;
    }

    /// <summary>What is declared in the set that the name is.</summary>
    /// <param name="location">The path of the set, for messages.</param>
    public DeclarationTable TableAt(Location location) => _table ??= DeclarationTable.Read(location, _declarations, like: null);

    /// <summary>The option that the name is, at a path.</summary>
    public DeclaredOption OptionAt(ModuleContext context, Location location)
    {
        if (_option is not null) return _option;
        DeclaredOption option = DeclaredOption.Merge(context, location, AsOptions!);
        if (!option.DependsOnLocation) _option = option;
        return option;
    }
}
