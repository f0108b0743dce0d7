using NixOci.Systemd.Comparison.Shell;
using NixOci.Systemd.Comparison.Values;

namespace NixOci.Systemd.Comparison;

/// <summary>Compares the contents of files that units refer to by the same name.</summary>
internal static class FileComparison
{
    /// <summary>Compares candidates: those that are equal, if any are, or else the first ones.</summary>
    public static void CompareBest(
        IReadOnlyList<ReferredFile> left,
        IReadOnlyList<ReferredFile> right,
        DifferenceScope scope,
        Action<ReferredFile, ReferredFile, DifferenceScope> compare)
    {
        if (left.Count > 1 || right.Count > 1)
        {
            foreach (ReferredFile l in left)
            {
                foreach (ReferredFile r in right)
                {
                    DifferenceScope trial = scope.Trial();
                    compare(l, r, trial);
                    if (trial.Count == 0) return;
                }
            }
        }

        compare(left[0], right[0], scope);
    }

    /// <summary>Compares two texts; the first line that differs is told.</summary>
    public static void CompareText(string left, string right, string item, DifferenceScope scope)
    {
        string l = scope.Paths.Normalize(ScriptText.Trim(left)), r = scope.Paths.Normalize(ScriptText.Trim(right));
        if (l == r) return;
        string[] leftLines = l.Split('\n'), rightLines = r.Split('\n');
        foreach ((int i, int j) in Alignment.Align(leftLines, rightLines))
        {
            string? leftLine = i < 0 ? null : leftLines[i], rightLine = j < 0 ? null : rightLines[j];
            if (leftLine == rightLine) continue;
            scope.Add(DifferenceRule.FileContent, DifferenceClass.Behaviour, item, leftLine, rightLine);
        }
    }

    /// <summary>
    /// Follows what texts refer to: files of one name on both sides have equal contents, also by way of other files. Files that
    /// were compared already are not compared again.
    /// </summary>
    public static void Follow(
        IEnumerable<string> leftTexts, IEnumerable<string> rightTexts, UnitSet left, UnitSet right,
        HashSet<(string Left, string Right)> compared, DifferenceScope scope)
    {
        Dictionary<string, List<string>> leftPaths = PathsByName(leftTexts, scope), rightPaths = PathsByName(rightTexts, scope);
        foreach ((string name, List<string> l) in leftPaths)
        {
            if (!rightPaths.TryGetValue(name, out List<string>? r)) continue;
            for (int i = 0; i < Math.Min(l.Count, r.Count); i++)
            {
                if (compared.Add((l[i], r[i]))) FollowOne(l[i], r[i], name, left, right, compared, scope);
            }
        }
    }

    private static void FollowOne(
        string leftPath, string rightPath, string name, UnitSet left, UnitSet right,
        HashSet<(string Left, string Right)> compared, DifferenceScope scope)
    {
        IReadOnlyList<ReferredFile> l = left.Files.Find(leftPath, scope.Unit), r = right.Files.Find(rightPath, scope.Unit);
        if (l.Count == 0 && r.Count == 0) return;
        string item = name[(name.LastIndexOf('/') + 1)..];
        if (l.Count == 0 || r.Count == 0)
        {
            bool counts = l.Count == 0 ? right.Files.IsGenerated || !left.Files.IsGenerated : left.Files.IsGenerated || !right.Files.IsGenerated;
            if (counts) scope.Add(DifferenceRule.FileMissing, DifferenceClass.Behaviour, item, l.Count > 0 ? name : null, r.Count > 0 ? name : null);
            return;
        }

        CompareBest(l, r, scope, (x, y, target) => CompareText(x.Text, y.Text, item, target));
        Follow([l[0].Text], [r[0].Text], left, right, compared, scope);
    }

    private static Dictionary<string, List<string>> PathsByName(IEnumerable<string> texts, DifferenceScope scope)
    {
        Dictionary<string, List<string>> paths = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (string path in PathText.GeneratedPaths(text))
            {
                string name = scope.Paths.Normalize(path);
                if (!paths.TryGetValue(name, out List<string>? named)) paths.Add(name, named = []);
                if (!named.Contains(path)) named.Add(path);
            }
        }

        return paths;
    }
}
