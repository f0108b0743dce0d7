using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem;

namespace NixOci.Modules.Evaluation;

/// <summary>An option with the files whose modules define it, perhaps under conditions that do not hold.</summary>
/// <param name="Path">The option's path; byte text.</param>
/// <param name="Files">The files, one for each definition.</param>
public sealed record GivenOption(IReadOnlyList<string> Path, IReadOnlyList<string> Files);

/// <summary>Tells which modules say something of options, without evaluating what they say.</summary>
public static class GivenDefinitions
{
    /// <summary>
    /// The options that modules define, in no particular order; null where another module system made the configuration, so that it
    /// cannot be told. Options that nobody defines are not looked at.
    /// </summary>
    /// <param name="configuration">What <c>lib.evalModules</c> gave.</param>
    /// <param name="isLeftOut">Whether what stands at a path, and below it, is left out.</param>
    public static IReadOnlyList<GivenOption>? OptionsOf(Value configuration, Func<List<string>, bool> isLeftOut)
    {
        if (EvaluatedModules.Behind(configuration.ForceAttrs()) is not { } modules) return null;
        List<GivenOption> found = [];
        Walk(modules.Tree, [], isLeftOut, found);
        return found;
    }

    private static void Walk(OptionTree tree, List<string> path, Func<List<string>, bool> isLeftOut, List<GivenOption> found)
    {
        foreach (Symbol name in tree.DefinedNames)
        {
            if (!tree.TryGetNode(name, out OptionNode? node)) continue;
            path.Add(name.Text);
            if (isLeftOut(path))
            {
                // Neither it nor what is below it is asked for.
            }
            else if (node.IsOption)
            {
                found.Add(new GivenOption([.. path], FilesOf(node.Definitions)));
            }
            else
            {
                Walk(node.Tree, path, isLeftOut, found);
            }

            path.RemoveAt(path.Count - 1);
        }
    }

    private static string[] FilesOf(RawDefinition[] definitions)
    {
        string[] files = new string[definitions.Length];
        for (int i = 0; i < files.Length; i++)
        {
            Value file = definitions[i].File.Force();
            files[i] = file is NixPath path ? path.Path : file.ForceString().Text;
        }

        return files;
    }
}
