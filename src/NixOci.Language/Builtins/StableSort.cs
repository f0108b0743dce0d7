namespace NixOci.Language.Builtins;

/// <summary>An order that may throw, and that a user may have got wrong.</summary>
/// <typeparam name="T">What is ordered.</typeparam>
internal interface IStrictOrder<in T>
{
    /// <summary>Whether the first comes before the second.</summary>
    bool Less(T first, T second);
}

/// <summary>
/// A stable merge sort. Which pairs are compared, and in which order, is visible to Nix code: by what a comparator traces, by which
/// error comes first, and by the result where the comparator is no order at all. So the steps are those of the sort that Nix
/// is built with: runs of seven are sorted by insertion and merged pairwise, in each half; then the halves are merged.
/// </summary>
internal static class StableSort
{
    private const int RunLength = 7;

    public static void Sort<T, TOrder>(T[] items, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        if (items.Length < 2) return;
        int middle = (items.Length + 1) / 2;
        T[] buffer = new T[middle];
        SortHalf(items.AsSpan(0, middle), buffer, order);
        SortHalf(items.AsSpan(middle), buffer.AsSpan(0, items.Length - middle), order);
        if (middle <= items.Length - middle) MergeForward(items, middle, buffer, order);
        else MergeBackward(items, middle, buffer, order);
    }

    private static void SortHalf<T, TOrder>(Span<T> items, Span<T> buffer, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        int start = 0;
        for (; items.Length - start >= RunLength; start += RunLength) InsertionSort(items.Slice(start, RunLength), order);
        InsertionSort(items[start..], order);
        for (int run = RunLength; run < items.Length; run *= 2)
        {
            MergeRuns(items, buffer, run, order);
            run *= 2;
            MergeRuns(buffer, items, run, order);
        }
    }

    private static void InsertionSort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        for (int i = 1; i < items.Length; i++)
        {
            T item = items[i];

            // Each element is held against the first one before anything else, and again where it gets that far down.
            int place = order.Less(item, items[0]) ? 0 : i;
            while (place > 0 && order.Less(item, items[place - 1])) place--;
            items[place..i].CopyTo(items[(place + 1)..]);
            items[place] = item;
        }
    }

    private static void MergeRuns<T, TOrder>(Span<T> from, Span<T> to, int run, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        int next = 0;
        for (int start = 0; start < from.Length; start += 2 * run)
        {
            int middle = Math.Min(start + run, from.Length), end = Math.Min(start + (2 * run), from.Length);
            int left = start, right = middle;
            while (left < middle && right < end) to[next++] = order.Less(from[right], from[left]) ? from[right++] : from[left++];
            while (left < middle) to[next++] = from[left++];
            while (right < end) to[next++] = from[right++];
        }
    }

    /// <summary>Merges the halves from the front, the left one moved out of the way.</summary>
    private static void MergeForward<T, TOrder>(T[] items, int middle, T[] buffer, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        items.AsSpan(0, middle).CopyTo(buffer);
        int left = 0, right = middle, next = 0;
        while (left < middle && right < items.Length)
        {
            items[next++] = order.Less(items[right], buffer[left]) ? items[right++] : buffer[left++];
        }

        buffer.AsSpan(left, middle - left).CopyTo(items.AsSpan(next));
    }

    /// <summary>Merges the halves from the back, the right one moved out of the way.</summary>
    private static void MergeBackward<T, TOrder>(T[] items, int middle, T[] buffer, TOrder order)
        where TOrder : IStrictOrder<T>
    {
        int count = items.Length - middle;
        items.AsSpan(middle).CopyTo(buffer);
        int left = middle - 1, right = count - 1, next = items.Length;
        while (left >= 0 && right >= 0)
        {
            items[--next] = order.Less(buffer[right], items[left]) ? items[left--] : buffer[right--];
        }

        buffer.AsSpan(0, right + 1).CopyTo(items);
    }
}
