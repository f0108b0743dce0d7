using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>Finds where a container's options are written.</summary>
internal static class ContainerPlaces
{
    /// <summary>
    /// The place of the last definition of a part of a container; that of the container where it cannot be told, for example because a
    /// function gives the container.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="path">An option's path, or that of an attribute in an option.</param>
    public static Position Find(TranslatedContainer container, params ReadOnlySpan<string> path)
    {
        for (int length = path.Length; length > 0; length--)
        {
            foreach (OptionDefinition definition in container.Definitions)
            {
                if (Locate(definition.Value, path[..length]) is { IsKnown: true } position) return position;
            }
        }

        return container.Position;
    }

    private static Position Locate(Value? value, ReadOnlySpan<string> path)
    {
        if (Evaluable(value) is not AttrSet set) return default;
        switch ((set["_type"] is { } type ? Evaluable(type) as NixString : null)?.Text)
        {
            case "merge":
                if (Evaluable(set["contents"]) is not NixList contents) return default;
                foreach (Value content in contents.Items)
                {
                    if (Locate(content, path) is { IsKnown: true } position) return position;
                }

                return default;
            case "if" or "override" or "order":
                return Locate(set["content"], path);
        }

        if (set[path[0]] is not { } next) return default;
        return path.Length == 1 ? set.PositionOf(path[0]) : Locate(next, path[1..]);
    }

    /// <summary>A definition that nothing has needed so far may be wrong, and then its place cannot be told.</summary>
    private static Value? Evaluable(Value? value)
    {
        try
        {
            return value?.Force();
        }
        catch (EvalException)
        {
            return null;
        }
    }
}
