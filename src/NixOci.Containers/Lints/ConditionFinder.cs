using NixOci.Containers.Configuration;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>A condition that keeps a definition from standing.</summary>
/// <param name="Text">The condition and that it does not hold, or does where it must not.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="Advice">Which options make it fail, and how they are set otherwise.</param>
internal sealed record FailedCondition(string Text, Position Position, IReadOnlyList<string> Advice);

/// <summary>
/// Finds conditions around places in sources. Values do not know under which condition they were written, so the sources are read
/// again: nothing of this is done unless something is to be explained.
/// </summary>
/// <param name="translation">The configuration.</param>
internal sealed class ConditionFinder(Translation translation)
{
    private static readonly string[] ContainerOptions = ["oci-containers", "docker-containers"];

    /// <summary>The condition around a definition that makes it fail, as far as can be told; null where none is around it.</summary>
    public FailedCondition? Around(Position place)
    {
        ConditionWalk walk = new((offset, _) => offset == place.Offset);
        walk.Walk(NixParser.Parse(place.File!));
        // All names of a path are written at its beginning: the last one is the whole path.
        return walk.Found.Count > 0 ? Failed(place.File!, walk.Found[^1].Conditions) : null;
    }

    /// <summary>Places where containers are written in files that were read, each with the condition around it.</summary>
    public IEnumerable<(Position Place, FailedCondition? Condition)> Written()
    {
        foreach (SourceFile file in translation.SourceFiles())
        {
            ConditionWalk walk = new(static (_, name) => Array.IndexOf(ContainerOptions, name) >= 0);
            walk.Walk(NixParser.Parse(file));
            foreach ((int offset, IReadOnlyList<WrittenCondition> conditions) in walk.Found)
            {
                yield return (new Position(file, offset), Failed(file, conditions));
            }
        }
    }

    /// <summary>Of conditions, outermost first, the one that an option makes fail, or else the innermost.</summary>
    private FailedCondition? Failed(SourceFile file, IReadOnlyList<WrittenCondition> conditions)
    {
        if (conditions.Count == 0) return null;
        WrittenCondition chosen = conditions[^1];
        List<string> advice = [];
        foreach (WrittenCondition condition in conditions)
        {
            foreach (ConditionOption option in condition.Options())
            {
                if (Explain(option) is { } explained) advice.AddRange(explained);
            }

            if (advice.Count == 0) continue;
            chosen = condition;
            break;
        }

        string text = chosen.Text is { } name ? $"the condition '{name}', which" : "a condition that";
        return new FailedCondition(text + (chosen.Holds ? " does not hold" : " holds"), new Position(file, chosen.Offset), advice);
    }

    /// <summary>What makes an option have the value that lets a condition fail; null where it has the other one.</summary>
    private List<string>? Explain(ConditionOption option)
    {
        string name = string.Join('.', option.Path);
        if (translation.Config.SelectOrNull([.. option.Path]) is not NixBool value || value.Value != option.IsNegated) return null;
        string shown = option.IsNegated ? "true" : "false", wanted = option.IsNegated ? "false" : "true";
        string how = "";
        if (DefinitionHistory.Find(translation.Configuration, option.Path) is { } history)
        {
            foreach (KnownDefinition definition in history.Definitions)
            {
                if (definition.Outcome != DefinitionOutcome.Stands) continue;
                how = definition.IsDefault
                    ? history.Declarations is [{ Position.IsKnown: true } declared, ..] ? $" by its default, declared at {declared.Position}" : " by its default"
                    : definition.Position.IsKnown ? $", set at {definition.Position}" : $", set in {definition.File}";
            }
        }

        return [$"{name} is {shown}{how}.", $"To have the containers: --set {name}={wanted}"];
    }
}
