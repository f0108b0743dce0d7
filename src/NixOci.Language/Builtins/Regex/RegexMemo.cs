using System.Runtime.InteropServices;

namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// What is known of branching states: how far the best match from a state at a position reaches, and by which way. It holds for
/// every search in one text, since a match depends on nothing before it; that is what keeps matching from being exponential.
/// </summary>
/// <param name="branches">The number of branching states.</param>
/// <param name="positions">The number of positions: one more than the text has bytes.</param>
internal sealed class RegexMemo(int branches, int positions)
{
    /// <summary>Nothing is known yet.</summary>
    public const int Unknown = 0;

    /// <summary>No match.</summary>
    public const int Failed = 1;

    /// <summary>Being found out; who comes by again has gone in a circle, and that leads nowhere.</summary>
    public const int Open = 2;

    private const int FirstMatch = 3;

    /// <summary>How many entries there may be: a quarter of a gigabyte of them.</summary>
    private const long MaxEntries = 64L << 20;

    private const int PageEntries = 4096;

    private readonly int _rowsPerPage = Math.Max(1, PageEntries / Math.Max(1, branches));
    private readonly Dictionary<(long Cell, int History), int> _special = [];
    private int[]?[]? _pages;
    private long _entries;

    /// <summary>An entry for a match.</summary>
    /// <param name="end">Where it ends.</param>
    /// <param name="isOther">Whether it goes by the state that is tried first.</param>
    public static int Match(int end, bool isOther) => checked((end << 1) + (isOther ? 1 : 0) + FirstMatch);

    /// <summary>Where the match of an entry ends; -1 where there is none.</summary>
    public static int End(int entry) => (entry - FirstMatch) >> 1;

    /// <summary>Whether the match of an entry goes by the state that is tried first.</summary>
    public static bool IsOther(int entry) => ((entry - FirstMatch) & 1) != 0;

    /// <summary>The entry of a branching state at a position.</summary>
    /// <param name="branch">The number of the state.</param>
    /// <param name="position">The position.</param>
    /// <param name="history">Which repetitions had a round at this very position; 0 for none.</param>
    public ref int Entry(int branch, int position, int history)
    {
        if (history != 0)
        {
            ref int special = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _special, (((long)position * branches) + branch, history), out bool exists);
            if (!exists) Grow(8);
            return ref special;
        }

        _pages ??= new int[]?[(positions / _rowsPerPage) + 1];
        (int page, int row) = Math.DivRem(position, _rowsPerPage);
        int[] entries = _pages[page] ??= NewPage();
        return ref entries[(row * branches) + branch];
    }

    private int[] NewPage()
    {
        int size = Math.Min(_rowsPerPage, positions) * branches;
        Grow(size);
        return new int[size];
    }

    private void Grow(long entries)
    {
        _entries += entries;
        if (_entries > MaxEntries) throw new RegexSyntaxException(true);
    }
}
