using System.Text;
using NixOci.Containers.Releases;
using NixOci.Hosts.Layouts;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>The units of a configuration after some changes between two releases.</summary>
/// <param name="Steps">The changes since the stage before; none for the first.</param>
/// <param name="Units">The units.</param>
public sealed record UpgradeStage(IReadOnlyList<ReleaseStep> Steps, UnitCollection Units);

/// <summary>What became otherwise in a unit.</summary>
/// <param name="Steps">The changes that made it so: one, unless the configuration is an error between them.</param>
/// <param name="Differences">The differences; none where only texts are different and mean the same.</param>
public sealed record UnitChange(IReadOnlyList<ReleaseStep> Steps, IReadOnlyList<Difference> Differences);

/// <summary>A unit that a change of the release changes.</summary>
/// <param name="Name">Its name; byte text.</param>
/// <param name="Changes">What became otherwise, in the order of the changes.</param>
public sealed record UnitUpgrade(string Name, IReadOnlyList<UnitChange> Changes);

/// <summary>
/// Tells what a change of the release changes, and why: units are compared from stage to stage, so that each difference has the
/// change that made it as its reason.
/// </summary>
public static class UpgradeComparison
{
    /// <summary>The units that change, in the order of their names.</summary>
    /// <param name="stages">The stages, from the first release to the second.</param>
    public static IReadOnlyList<UnitUpgrade> Compare(IReadOnlyList<UpgradeStage> stages)
    {
        SortedDictionary<string, List<UnitChange>> changes = new(StringComparer.Ordinal);
        UnitSet before = Read(stages[0]);
        SortedDictionary<string, string> textsBefore = Texts(stages[0]);
        for (int i = 1; i < stages.Count; i++)
        {
            SortedDictionary<string, string> texts = Texts(stages[i]);
            if (texts.SequenceEqual(textsBefore)) continue;
            UnitSet after = Read(stages[i]);
            foreach (UnitResult result in SetComparison.CompareAll(before, after, ignoresVersions: false))
            {
                bool isEqual = textsBefore.TryGetValue(result.Name, out string? first) && texts.TryGetValue(result.Name, out string? second)
                    && first == second;
                if (isEqual) continue;
                if (!changes.TryGetValue(result.Name, out List<UnitChange>? ofUnit)) changes.Add(result.Name, ofUnit = []);
                ofUnit.Add(new UnitChange(stages[i].Steps, result.Differences));
            }

            (before, textsBefore) = (after, texts);
        }

        List<UnitUpgrade> upgrades = new(changes.Count);
        foreach ((string name, List<UnitChange> ofUnit) in changes) upgrades.Add(new UnitUpgrade(name, ofUnit));
        return upgrades;
    }

    private static UnitSet Read(UpgradeStage stage) => UnitSets.Read(new NixosLayout().Arrange(stage.Units).Tree, "");

    /// <summary>What a unit is, with all files that it refers to: hashes of the store aside, any change of a text is seen in it.</summary>
    private static SortedDictionary<string, string> Texts(UpgradeStage stage)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (GeneratedUnit unit in stage.Units.Units)
        {
            StringBuilder text = new(StoreHashes.Mask(unit.Text));
            List<string> files = [];
            foreach (TextObject file in unit.Files) files.Add($"\n\0{file.Name}/{file.RelativePath}\n{StoreHashes.Mask(file.Text.Text)}");
            files.Sort(StringComparer.Ordinal);
            text.AppendJoin("", files).Append('\0').AppendJoin(' ', unit.WantedBy).Append('\0').AppendJoin(' ', unit.RequiredBy);
            texts.Add(unit.Name, text.ToString());
        }

        return texts;
    }
}
