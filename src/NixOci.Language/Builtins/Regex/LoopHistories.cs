namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// Counts, for repetitions that can take nothing in a round, the rounds that began at one and the same position: libstdc++ allows
/// two, so that a group inside can note an empty text. A history is a number: 0 is the one without such rounds.
/// </summary>
/// <param name="loops">The number of such repetitions.</param>
internal sealed class LoopHistories(int loops)
{
    /// <summary>The history without such rounds of a match that must not be empty and has taken nothing yet.</summary>
    public const int MustTake = 1;

    private const int MaxRounds = 2;

    /// <summary>
    /// Nested repetitions of nothing have as many histories as there are ways to go through them. Real patterns have a handful.
    /// </summary>
    private const int MaxHistories = 2000;

    private readonly List<byte[]> _rounds = [new byte[loops + 1], [.. new byte[loops], 1]];
    private readonly Dictionary<(int History, int Loop), int> _next = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a match must not end here for it would be empty.</summary>
    public bool IsEmptyForbidden(int history) => history != 0 && _rounds[history][loops] != 0;

    /// <summary>Whether there are more histories than it makes sense to tell apart.</summary>
    public bool AreTooMany => _rounds.Count > MaxHistories;

    /// <summary>The history after one more round, or -1 where there were as many as may be.</summary>
    public int OneMore(int history, int loop)
    {
        if (_rounds[history][loop] == MaxRounds) return -1;
        if (_next.TryGetValue((history, loop), out int next)) return next;
        byte[] rounds = [.. _rounds[history]];
        rounds[loop]++;
        string key = Convert.ToBase64String(rounds);
        if (!_known.TryGetValue(key, out next))
        {
            next = _rounds.Count;
            _rounds.Add(rounds);
            _known.Add(key, next);
        }

        _next.Add((history, loop), next);
        return next;
    }
}
