using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;

namespace NixOci.Containers.Lints;

/// <summary>Options that have no effect, or not for long.</summary>
internal static class OptionLints
{
    private const string OldOption = "docker-containers";

    // Short names are near to everything: one letter in three may be wrong.
    private const int LettersForEachMistake = 3;

    public static void Find(Translation translation, LintCollection lints)
    {
        foreach (UndeclaredDefinition definition in translation.Undeclared)
        {
            if (Nearest(translation.Options, definition.Names) is not { } near) continue;
            lints.Add(
                LintRules.UnknownOption, definition.Path, definition.Position,
                $"the option {definition.Path} is not known here and has no effect",
                $"Did you mean {near}?");
        }

        foreach (KnownDefinition definition in DefinitionHistory.Find(translation.Configuration, [OldOption])?.Definitions ?? [])
        {
            if (definition.IsDefault || definition.Outcome != DefinitionOutcome.Stands) continue;
            lints.Add(
                LintRules.ObsoleteOption, OldOption, definition.Position,
                $"the option {OldOption} is obsolete, and later releases do not have it",
                "Use virtualisation.oci-containers, with backend = \"docker\".");
        }
    }

    /// <summary>The path with its first unknown name as it may be meant; null where nothing known is near.</summary>
    private static string? Nearest(Value options, IReadOnlyList<string> names)
    {
        Value at = options;
        for (int i = 0; i < names.Count; i++)
        {
            if (at.Force() is not AttrSet set || set.Has("_type")) return null;
            if (set[names[i]] is { } next)
            {
                at = next;
                continue;
            }

            IReadOnlyList<string> near = Suggestion.BestMatches(set, names[i]);
            if (near.Count == 0 || Suggestion.Distance(near[0], names[i]) * LettersForEachMistake > names[i].Length) return null;
            return string.Join('.', names.Take(i).Append(near[0]));
        }

        return null;
    }
}
