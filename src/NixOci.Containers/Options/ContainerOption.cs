using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Options;

/// <summary>An option of a container.</summary>
/// <param name="Path">Its name, or the names on the way to it, for example <c>login</c>, <c>username</c>.</param>
/// <param name="Declare">Its declaration.</param>
public sealed record ContainerOption(IReadOnlyList<string> Path, Func<ContainerScope, Value> Declare)
{
    /// <summary>The path as messages show it.</summary>
    public string Name { get; } = string.Join('.', Path);

    /// <summary>Whether the declaration differs from container to container; containers share all others.</summary>
    public bool DependsOnContainer { get; init; }

    /// <summary>The declarations that all containers share, as a set.</summary>
    public static AttrSet SharedTree(IReadOnlyList<ContainerOption> options, Lib lib, Value backend)
        => Insert(AttrSet.Empty, options, dependOnContainer: false, new ContainerScope(lib, NixNull.Instance, backend));

    /// <summary>The declarations of some options as a set, as a module's <c>options</c> is one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="shared">What <see cref="SharedTree"/> gives for them.</param>
    /// <param name="scope">The container.</param>
    public static AttrSet Tree(IReadOnlyList<ContainerOption> options, AttrSet shared, ContainerScope scope)
        => Insert(shared, options, dependOnContainer: true, scope);

    /// <summary>Some options and others; an option of a name that is there already takes its place.</summary>
    public static IReadOnlyList<ContainerOption> Merge(IReadOnlyList<ContainerOption> options, params ReadOnlySpan<ContainerOption> others)
    {
        List<ContainerOption> merged = [.. options];
        foreach (ContainerOption other in others)
        {
            int index = merged.FindIndex(option => option.Name == other.Name);
            if (index < 0) merged.Add(other);
            else merged[index] = other;
        }

        return merged;
    }

    private static AttrSet Insert(AttrSet tree, IReadOnlyList<ContainerOption> options, bool dependOnContainer, ContainerScope scope)
    {
        foreach (ContainerOption option in options)
        {
            if (option.DependsOnContainer == dependOnContainer) tree = Insert(tree, option.Path, 0, option.Declare(scope));
        }

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

/// <summary>What the declaration of an option may refer to.</summary>
/// <param name="Lib">nixpkgs' <c>lib</c>.</param>
/// <param name="Name">The container's name; a string, may be a thunk.</param>
/// <param name="Backend">The backend's name; a string, may be a thunk.</param>
public sealed record ContainerScope(Lib Lib, Value Name, Value Backend);
