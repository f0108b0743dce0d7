using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Containers.Comparison;

/// <summary>Finds where parts of values are written.</summary>
internal static class WrittenPlaces
{
    /// <summary>Where an attribute below a definition's value is written; a definition that is a function or wrapped tells nothing.</summary>
    public static Position PositionAt(this Value value, IReadOnlyList<string> path)
    {
        for (int i = 0; i < path.Count; i++)
        {
            if (value.Force() is not AttrSet set || set[path[i]] is not { } next) return default;
            if (i == path.Count - 1) return set.PositionOf(path[i]);
            value = next;
        }

        return default;
    }
}
