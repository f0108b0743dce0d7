using NixOci.Containers.Configuration;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>Tells why there is no container: which condition does not hold, or what stands in the way.</summary>
internal static class NoContainer
{
    // What NixOS's own modules would define follows from what the user's do.
    private const string OwnModules = "nixos/modules/";

    private static readonly string[][] Options = [["virtualisation", "oci-containers", "containers"], ["docker-containers"]];

    public static void Find(Translation translation, LintCollection lints)
    {
        if (translation.Config.SelectOrNull(Options[0]) is AttrSet { Count: > 0 }) return;
        ConditionFinder conditions = new(translation);
        bool isExplained = false;
        foreach (string[] path in Options) isExplained |= TellLost(translation, path, conditions, lints);
        if (!isExplained) isExplained = TellWritten(conditions, lints);
        if (!isExplained) TellNothing(translation, lints);
    }

    /// <summary>Tells of definitions that do not stand, of the option and of what is in it.</summary>
    private static bool TellLost(Translation translation, string[] path, ConditionFinder conditions, LintCollection lints)
    {
        if (DefinitionHistory.Find(translation.Configuration, path) is not { } history) return false;
        bool found = false;
        HashSet<Position> told = [];
        foreach (KnownDefinition definition in history.Definitions)
        {
            bool isOurs = definition.File.StartsWith(OwnModules, StringComparison.Ordinal);
            if (isOurs || definition.IsDefault || definition.Outcome == DefinitionOutcome.Stands) continue;

            // A condition around several of them, or one in the other, is told once.
            if (definition.Position.IsKnown && !told.Add(definition.Position)) continue;
            Tell(definition, path, conditions, lints);
            found = true;
        }

        if (path.Length > Options[0].Length) return found;
        foreach (string name in history.Names) found |= TellLost(translation, [.. path, name], conditions, lints);
        return found;
    }

    private static void Tell(KnownDefinition definition, IReadOnlyList<string> path, ConditionFinder conditions, LintCollection lints)
    {
        string option = string.Join('.', path);
        if (definition.Outcome == DefinitionOutcome.Overridden)
        {
            lints.Add(
                LintRules.NoContainer, definition.File, definition.Position,
                $"no container results: this definition of {option} gives way to one of another priority (mkForce, mkDefault)");
            return;
        }

        FailedCondition? condition = definition.Position.IsKnown ? conditions.Around(definition.Position) : null;
        if (condition is null)
        {
            string where = definition.Position.IsKnown ? "this definition" : $"the definition in {definition.File}";
            lints.Add(
                LintRules.NoContainer, definition.File, definition.Position,
                $"no container results: {where} of {option} stands under a condition that does not hold");
            return;
        }

        string place = definition.Position.Line == condition.Position.Line ? "here" : $"at line {definition.Position.Line}";
        Tell(condition, $"{option} is defined {place}", definition.File, lints);
    }

    /// <summary>Tells of containers that are written somewhere and that modules never give.</summary>
    private static bool TellWritten(ConditionFinder conditions, LintCollection lints)
    {
        bool found = false;
        foreach ((Position place, FailedCondition? condition) in conditions.Written())
        {
            found = true;
            if (condition is not null)
            {
                Tell(condition, $"containers are written at line {place.Line}", place.File!.Name, lints);
                continue;
            }

            lints.Add(
                LintRules.NoContainer, place.File!.Name, place,
                "no container results: what is written here gives none",
                "It may be empty, or stand in a function or a variable that no module uses.");
        }

        return found;
    }

    private static void Tell(FailedCondition condition, string what, string subject, LintCollection lints)
        => lints.Add(
            LintRules.NoContainer, subject, condition.Position,
            $"no container results: {what} under {condition.Text}", [.. condition.Advice]);

    private static void TellNothing(Translation translation, LintCollection lints)
    {
        List<string> advice = ["Name the file that defines them on the command line as well, or import it."];
        List<string> missed = [];
        foreach (LeftOutModule module in translation.LeftOutModules)
        {
            if (module.IsMissed) missed.Add(module.Name);
        }

        if (missed.Count > 0) advice.Add("They may be defined by what is left out: " + string.Join(", ", missed));
        lints.Add(
            LintRules.NoContainer, "virtualisation.oci-containers", default,
            "no container results: no module defines virtualisation.oci-containers.containers", [.. advice]);
    }
}
