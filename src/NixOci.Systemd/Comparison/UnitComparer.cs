using NixOci.Systemd.Comparison.Shell;
using NixOci.Systemd.Comparison.Values;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Comparison;

/// <summary>Compares units by what systemd makes of them, not by their texts.</summary>
/// <param name="left">The units that should be.</param>
/// <param name="right">The units that are.</param>
/// <param name="known">What is known of commands beyond their words.</param>
/// <param name="ignoresVersions">Whether versions of packages do not count.</param>
public sealed class UnitComparer(UnitSet left, UnitSet right, IReadOnlyList<ICommandComparison> known, bool ignoresVersions = false)
{
    private readonly PathText _paths = new(ignoresVersions);

    /// <summary>Compares the unit of one name.</summary>
    /// <returns>The differences, in the order of the settings; none where the units are equal.</returns>
    public IReadOnlyList<Difference> Compare(string name)
    {
        List<Difference> found = [];
        DifferenceScope scope = new(found, _paths, name);
        left.Units.TryGetValue(name, out ComparedUnit? l);
        right.Units.TryGetValue(name, out ComparedUnit? r);
        if (l is null || r is null)
        {
            if (l is not null) scope.Add(DifferenceRule.UnitMissing, DifferenceClass.Behaviour, "", name, null);
            else if (r is not null) scope.Add(DifferenceRule.UnitExtra, DifferenceClass.Behaviour, "", null, name);
            return found;
        }

        if (l.Problem is not null || r.Problem is not null)
        {
            scope.Add(DifferenceRule.UnitUnreadable, DifferenceClass.Behaviour, "", l.Problem, r.Problem);
        }
        else if (l.IsMasked != r.IsMasked)
        {
            scope.Add(DifferenceRule.UnitMasked, DifferenceClass.Behaviour, "", State(l), State(r));
        }
        else if (!l.IsMasked)
        {
            CompareFragments(l, r, scope);
            CompareLinks(l, r, scope);
        }

        return found;
    }

    private static string State(ComparedUnit unit) => unit.IsMasked ? "masked" : "not masked";

    private void CompareFragments(ComparedUnit l, ComparedUnit r, DifferenceScope scope)
    {
        (l, r) = (OnlySharedParts(l, r), OnlySharedParts(r, l));
        if (Fold(l, scope, isLeft: true) is not { } leftUnit || Fold(r, scope, isLeft: false) is not { } rightUnit) return;
        CommandComparer commands = new(left.Files, right.Files, known);
        SettingValue values = new(scope.Unit, _paths);
        SortedSet<(string Section, string Key)> settings = [.. leftUnit.Settings, .. rightUnit.Settings];
        foreach ((string section, string key) in settings)
        {
            Directive directive = Directive.Find(section, key);
            IReadOnlyList<string> leftValues = leftUnit.Values(section, key), rightValues = rightUnit.Values(section, key);
            DifferenceScope setting = scope.At(section, key);
            switch (directive.Kind)
            {
                case DirectiveKind.Commands:
                    commands.Compare(ExecCommand.ReadAll(leftValues, l.Name), ExecCommand.ReadAll(rightValues, r.Name), setting);
                    break;
                case DirectiveKind.Environment:
                    CompareEnvironment(values.Environment(leftValues), values.Environment(rightValues), directive, setting);
                    break;
                default:
                    string? first = values.Normalize(directive, leftValues), second = values.Normalize(directive, rightValues);
                    if (first != second) setting.Add(DifferenceRule.Setting, directive.Class, "", Shown(first), Shown(second));
                    break;
            }
        }

        FollowFiles(leftUnit, rightUnit, commands, scope);
    }

    /// <summary>
    /// A configuration may only add to a unit that a package brings: then the package's part, which it does not know, is left out.
    /// </summary>
    private static ComparedUnit OnlySharedParts(ComparedUnit unit, ComparedUnit other)
        => unit.Main is not null && unit.DropIns.Count > 0 && (other.Main is null || OnlyAdds(other, unit.Main)) ? unit with { Main = null } : unit;

    /// <summary>A service of NixOS that runs nothing by itself is a drop-in where a package has the unit.</summary>
    private static bool OnlyAdds(ComparedUnit unit, UnitFragment other)
        => unit.DropIns.Count == 0 && unit.Name.EndsWith(".service", StringComparison.Ordinal)
            && !unit.Main!.Text.Contains("ExecStart=", StringComparison.Ordinal) && other.Text.Contains("ExecStart=", StringComparison.Ordinal);

    private static FoldedUnit? Fold(ComparedUnit unit, DifferenceScope scope, bool isLeft)
    {
        try
        {
            return new FoldedUnit(unit);
        }
        catch (UnitSyntaxException e)
        {
            string? message = e.Message;
            scope.Add(DifferenceRule.UnitUnreadable, DifferenceClass.Behaviour, "", isLeft ? message : null, isLeft ? null : message);
            return null;
        }
    }

    private static void CompareEnvironment(
        SortedDictionary<string, string> l, SortedDictionary<string, string> r, Directive directive, DifferenceScope scope)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        names.UnionWith(l.Keys);
        names.UnionWith(r.Keys);
        foreach (string name in names)
        {
            string? first = l.GetValueOrDefault(name), second = r.GetValueOrDefault(name);
            if (first != second) scope.Add(DifferenceRule.Variable, directive.Class, name, Shown(first), Shown(second));
        }
    }

    /// <summary>Files that both units refer to, directly or from their scripts, are compared by their contents.</summary>
    private void FollowFiles(FoldedUnit l, FoldedUnit r, CommandComparer commands, DifferenceScope scope)
    {
        List<string> leftTexts = [.. l.AllValues()], rightTexts = [.. r.AllValues()];
        foreach ((string first, string second) in commands.Compared)
        {
            foreach (ReferredFile file in left.Files.Find(first, scope.Unit)) leftTexts.Add(file.Text);
            foreach (ReferredFile file in right.Files.Find(second, scope.Unit)) rightTexts.Add(file.Text);
        }

        FileComparison.Follow(leftTexts, rightTexts, left, right, commands.Compared, scope.At("", "files"));
    }

    private static void CompareLinks(ComparedUnit l, ComparedUnit r, DifferenceScope scope)
    {
        if (l.Links is not { } first || r.Links is not { } second) return;
        DifferenceScope links = scope.At("", "links");
        CompareNames(first.WantedBy, second.WantedBy, "wants", links);
        CompareNames(first.RequiredBy, second.RequiredBy, "requires", links);
        CompareNames(first.UpheldBy, second.UpheldBy, "upholds", links);
        CompareNames(first.Aliases, second.Aliases, "aliases", links);
    }

    private static void CompareNames(IReadOnlySet<string> l, IReadOnlySet<string> r, string item, DifferenceScope scope)
    {
        if (l.SetEquals(r)) return;
        scope.Add(DifferenceRule.UnitLinks, DifferenceClass.Behaviour, item, Join(l), Join(r));
    }

    private static string? Join(IReadOnlySet<string> names)
        => names.Count == 0 ? null : string.Join(' ', new SortedSet<string>(names, StringComparer.Ordinal));

    private static string? Shown(string? value) => value is null ? null : ShellWord.Show(value);
}
