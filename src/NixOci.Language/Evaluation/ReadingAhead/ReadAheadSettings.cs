namespace NixOci.Language.Evaluation.ReadingAhead;

/// <summary>How much is read before it is asked for.</summary>
public sealed record ReadAheadSettings
{
    /// <summary>All processors but the one that evaluates.</summary>
    public static ReadAheadSettings Default { get; } = new();

    /// <summary>Nothing: every file is read when it is imported.</summary>
    public static ReadAheadSettings None { get; } = new() { MostThreads = 0 };

    /// <summary>How many threads may read and parse besides the one that evaluates.</summary>
    public int MostThreads { get; init; } = Environment.ProcessorCount - 1;

    /// <summary>
    /// From how many files on that wait for being read a thread is started: below, starting it costs more than it brings, unless the files so
    /// far were large.
    /// </summary>
    public int FewestFiles { get; init; } = 16;

    /// <summary>From how many bytes of text on, all files so far together, a single file that waits is worth a thread.</summary>
    public int FewestBytes { get; init; } = 256 << 10;

    /// <summary>The longest file that is read ahead, in bytes: as long as nothing in it has to be held against the limits.</summary>
    public int LongestFile { get; init; } = 1 << 20;

    /// <summary>
    /// How many bytes of text may be parsed before anything of it is asked for; then as many more as were asked for so far, since what has proved
    /// right will go on to do so.
    /// </summary>
    public int FirstBytes { get; init; } = 256 << 10;

    /// <summary>How many bytes of text may be parsed and not asked for at any time.</summary>
    public int MostBytes { get; init; } = 8 << 20;
}
