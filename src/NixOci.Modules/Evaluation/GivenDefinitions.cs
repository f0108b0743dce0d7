using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem;

namespace NixOci.Modules.Evaluation;

/// <summary>Tells which modules say something of an option, without evaluating what they say.</summary>
public static class GivenDefinitions
{
    /// <summary>
    /// The files whose modules define an option, perhaps under conditions that do not hold; null where another module system made the
    /// configuration, so that it cannot be told.
    /// </summary>
    /// <param name="configuration">What <c>lib.evalModules</c> gave.</param>
    /// <param name="path">The option's path; byte text.</param>
    public static IReadOnlyList<string>? FilesOf(Value configuration, IReadOnlyList<string> path)
    {
        if (EvaluatedModules.Behind(configuration.ForceAttrs()) is not { } modules) return null;
        OptionTree tree = modules.Tree;
        for (int i = 0; i < path.Count; i++)
        {
            if (!tree.TryGetNode(path[i], out OptionNode? node)) return [];
            if (node.IsOption)
            {
                List<string> files = [];
                foreach (RawDefinition raw in node.Option.Raw) files.Add(raw.File.Force() is NixPath file ? file.Path : raw.File.ForceString().Text);
                return files;
            }

            tree = node.Tree;
        }

        return [];
    }
}
