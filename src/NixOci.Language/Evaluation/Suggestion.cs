using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>Finds names that a misspelt one may have meant.</summary>
public static class Suggestion
{
    private const int LargestDistance = 2;
    private const int MostSuggestions = 3;

    /// <summary>The names of a set nearest to a word, best first; at most three, none further than two edits.</summary>
    public static IReadOnlyList<string> BestMatches(AttrSet set, string word)
    {
        List<string> names = new(set.Count);
        foreach ((Symbol name, _) in set.ByName) names.Add(name.Text);
        return BestMatches(names, word);
    }

    /// <summary>The candidates nearest to a word, best first; at most three, none further than two edits.</summary>
    public static IReadOnlyList<string> BestMatches(IEnumerable<string> candidates, string word)
    {
        List<(int Distance, string Name)> near = [];
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > LargestDistance) continue;
            int distance = Distance(candidate, word);
            if (distance <= LargestDistance) near.Add((distance, candidate));
        }

        near.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Name, b.Name));
        List<string> best = [];
        foreach ((_, string name) in near)
        {
            if (best.Count == MostSuggestions) break;
            best.Add(name);
        }

        return best;
    }

    /// <summary>The Levenshtein distance: insertions, deletions and replacements of single bytes.</summary>
    public static int Distance(string first, string second)
    {
        int[] previous = new int[second.Length + 1];
        int[] current = new int[second.Length + 1];
        for (int j = 0; j < previous.Length; j++) previous[j] = j;
        for (int i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replace = previous[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }
}
