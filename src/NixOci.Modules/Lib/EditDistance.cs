namespace NixOci.Modules.Library;

/// <summary>How far texts are apart, in bytes.</summary>
internal static class EditDistance
{
    /// <summary>The length of the longest common beginning.</summary>
    public static int CommonPrefix(string first, string second) => first.AsSpan().CommonPrefixLength(second);

    /// <summary>The length of the longest common end.</summary>
    public static int CommonSuffix(string first, string second)
    {
        int length = 0;
        while (length < first.Length && length < second.Length && first[^(length + 1)] == second[^(length + 1)]) length++;
        return length;
    }

    /// <summary>The least number of insertions, deletions and replacements of a byte that make one text of the other.</summary>
    public static int Levenshtein(string first, string second)
    {
        int[] previous = new int[second.Length + 1];
        int[] current = new int[second.Length + 1];
        for (int j = 0; j < previous.Length; j++) previous[j] = j;
        for (int i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = previous[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }
}
