using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Tracing;

/// <summary>A set of options: of the whole configuration, or of a submodule.</summary>
/// <param name="tree">The options with what defines them.</param>
internal sealed class TracedSet(OptionTree tree) : TracedPart
{
    /// <summary>The options with what defines them.</summary>
    public OptionTree Tree { get; } = tree;

    public override IEnumerable<Symbol> Names => Tree.NamesInOrder();

    protected override Location Under(Symbol name) => Tree.Prefix.Child(name);

    protected override TracedPart? Find(Symbol name)
    {
        if (Tree.TryGetNode(name, out OptionNode? node))
        {
            return node.IsOption ? new TracedDefinitions(node.Option) : new TracedSet(node.Tree);
        }

        return Tree.DefinitionsOf(name) is { Length: > 0 } raw ? new TracedDefinitions(Under(name), null, raw) : null;
    }

    protected override IEnumerable<ShadowedDefinition> Lost() => Shadowed;
}
