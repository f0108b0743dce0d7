using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Options;

/// <summary>An option of a container.</summary>
/// <param name="Path">Its name, or the names on the way to it, for example <c>login</c>, <c>username</c>.</param>
/// <param name="Declare">Its declaration.</param>
public sealed record ContainerOption(IReadOnlyList<string> Path, Func<Lib, Value> Declare)
{
    /// <summary>The declarations of some options as a set, as a module's <c>options</c> is one.</summary>
    public static AttrSet Tree(IReadOnlyList<ContainerOption> options, Lib lib)
    {
        AttrSet tree = AttrSet.Empty;
        foreach (ContainerOption option in options) tree = Insert(tree, option.Path, 0, option.Declare(lib));
        return tree;
    }

    private static AttrSet Insert(AttrSet tree, IReadOnlyList<string> path, int level, Value declaration)
    {
        Symbol name = path[level];
        if (level == path.Count - 1) return tree.With(name, declaration);
        AttrSet below = tree[name] as AttrSet ?? AttrSet.Empty;
        return tree.With(name, Insert(below, path, level + 1, declaration));
    }
}
