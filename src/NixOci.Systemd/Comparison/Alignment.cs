namespace NixOci.Systemd.Comparison;

/// <summary>Lays two sequences side by side.</summary>
internal static class Alignment
{
    // Beyond this the table of the longest common subsequence would be too large; sequences of one unit are short.
    private const long LargestTable = 4_000_000;

    /// <summary>
    /// Pairs of places in two sequences, which are the same pairs whichever of them is the left one.
    /// </summary>
    /// <param name="left">The texts of one sequence.</param>
    /// <param name="right">The texts of the other.</param>
    /// <param name="areEqual">Whether the items at two places are equal; by their texts where it is null.</param>
    public static List<(int Left, int Right)> Align(
        IReadOnlyList<string> left, IReadOnlyList<string> right, Func<int, int, bool>? areEqual = null)
    {
        areEqual ??= (l, r) => left[l] == right[r];
        if (Order(left, right) <= 0) return Align(left.Count, right.Count, areEqual);
        List<(int, int)> pairs = [];
        foreach ((int r, int l) in Align(right.Count, left.Count, (r, l) => areEqual(l, r))) pairs.Add((l, r));
        return pairs;
    }

    private static int Order(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            int order = string.CompareOrdinal(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    /// <summary>
    /// Pairs of places; -1 stands for none. Equal items stand together as far as the order allows; what is left between them
    /// is paired in order.
    /// </summary>
    private static List<(int Left, int Right)> Align(int left, int right, Func<int, int, bool> areEqual)
    {
        List<(int Left, int Right)> pairs = [];
        int start = 0;
        while (start < left && start < right && areEqual(start, start)) pairs.Add((start, start++));
        int end = 0;
        while (end < left - start && end < right - start && areEqual(left - 1 - end, right - 1 - end)) end++;
        AlignMiddle(start, left - end, right - end, areEqual, pairs);
        for (int i = end; i > 0; i--) pairs.Add((left - i, right - i));
        return pairs;
    }

    private static void AlignMiddle(int start, int left, int right, Func<int, int, bool> areEqual, List<(int, int)> pairs)
    {
        int height = left - start, width = right - start;
        int i = 0, j = 0;
        if ((long)height * width <= LargestTable && height > 0 && width > 0)
        {
            int[,] lengths = new int[height + 1, width + 1];
            for (int y = height - 1; y >= 0; y--)
            {
                for (int x = width - 1; x >= 0; x--)
                {
                    lengths[y, x] = areEqual(start + y, start + x)
                        ? lengths[y + 1, x + 1] + 1
                        : Math.Max(lengths[y + 1, x], lengths[y, x + 1]);
                }
            }

            int gapLeft = 0, gapRight = 0;
            while (i < height && j < width)
            {
                if (lengths[i, j] == lengths[i + 1, j + 1] + 1 && areEqual(start + i, start + j))
                {
                    AddGap(start + gapLeft, start + i, start + gapRight, start + j, pairs);
                    pairs.Add((start + i++, start + j++));
                    (gapLeft, gapRight) = (i, j);
                }
                else if (lengths[i + 1, j] >= lengths[i, j + 1])
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            (i, j) = (gapLeft, gapRight);
        }

        AddGap(start + i, left, start + j, right, pairs);
    }

    private static void AddGap(int left, int leftEnd, int right, int rightEnd, List<(int, int)> pairs)
    {
        while (left < leftEnd || right < rightEnd)
        {
            pairs.Add((left < leftEnd ? left++ : -1, right < rightEnd ? right++ : -1));
        }
    }
}
