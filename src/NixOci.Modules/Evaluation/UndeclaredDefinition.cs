using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>A definition for which nobody here declares an option: it can be read back, and has no other effect.</summary>
/// <param name="Path">
/// The option's path, for example <c>services.nginx.enable</c>, at most <see cref="LongestPath"/> names; byte text.
/// </param>
/// <param name="File">The file that the definition is in; byte text.</param>
/// <param name="Position">Where it is written; may be unknown.</param>
public sealed record UndeclaredDefinition(string Path, string File, Position Position)
{
    /// <summary>How many names a path has at most: what is defined further in counts as one definition.</summary>
    public const int LongestPath = 3;

    /// <summary>The names of the path; byte text.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>A definition by the names of its path.</summary>
    /// <param name="names">The names; byte text.</param>
    /// <param name="file">The file that the definition is in; byte text.</param>
    /// <param name="position">Where it is written; may be unknown.</param>
    public static UndeclaredDefinition Of(IReadOnlyList<string> names, string file, Position position)
    {
        string[] shown = new string[names.Count];
        for (int i = 0; i < shown.Length; i++) shown[i] = NixText.Identifier(names[i]);
        return new UndeclaredDefinition(string.Join('.', shown), file, position) { Names = [.. names] };
    }

    /// <summary>The definitions of an evaluated configuration, in the order of their paths' first names.</summary>
    /// <param name="configuration">What <c>lib.evalModules</c> gave.</param>
    public static IReadOnlyList<UndeclaredDefinition> ListOf(Value configuration)
    {
        Value? unknown = configuration.SelectOrNull("_module", "freeformType", "undeclared", "unknown");
        if ((unknown as AttrSet)?.Resolver is not UnknownOptions options) return [];
        List<UndeclaredDefinition> found = [];
        foreach (UnmatchedDefinition definition in options.Undeclared())
        {
            string file = definition.File.ForceString().Text;
            List<string> path = [];
            foreach (Value part in definition.Path.ToList().Items) path.Add(part.ForceString().Text);
            Walk(path, file, definition.Position, definition.Value, found);
        }

        return found;
    }

    private static void Walk(List<string> path, string file, Position position, Value value, List<UndeclaredDefinition> found)
    {
        if (path.Count < LongestPath && Contents(value) is { } contents)
        {
            foreach (Value content in contents) Walk(path, file, position, content, found);
            return;
        }

        if (path.Count >= LongestPath || Attributes(value) is not { Count: > 0 } set)
        {
            found.Add(Of(path, file, position));
            return;
        }

        foreach ((Symbol name, Value part) in set.ByName)
        {
            path.Add(name.Text);
            Walk(path, file, set.PositionOf(name).IsKnown ? set.PositionOf(name) : position, part, found);
            path.RemoveAt(path.Count - 1);
        }
    }

    /// <summary>What stands inside of conditions and priorities; nothing where a condition does not hold; null for other values.</summary>
    private static Value[]? Contents(Value value)
    {
        try
        {
            Value forced = value.Force();
            return Properties.KindOf(forced) switch
            {
                PropertyKind.Merge => ((AttrSet)forced).Get(Attr.Contents).ForceList().Items,
                PropertyKind.If => Properties.Holds(((AttrSet)forced).Get(Attr.Condition)) ? [((AttrSet)forced).Get(Attr.Content)] : [],
                PropertyKind.Override or PropertyKind.Order => [((AttrSet)forced).Get(Attr.Content)],
                _ => null,
            };
        }
        catch (EvalException)
        {
            // Nobody has read the definition, so that it cannot be evaluated is no error; it is listed as it stands.
            return null;
        }
    }

    private static AttrSet? Attributes(Value value)
    {
        try
        {
            return value.Force() is AttrSet set && !set.Has(Attr.OutPath) && !set.Has(Attr.Type) && !set.IsCallable() ? set : null;
        }
        catch (EvalException)
        {
            return null;
        }
    }
}
