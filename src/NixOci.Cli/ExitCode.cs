namespace NixOci.Cli;

/// <summary>What the program's exit code says.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>What was to be read is wrong, or could not be read or written: the configuration, an expression, a file.</summary>
    public const int InputIsWrong = 1;

    /// <summary>The command line is wrong.</summary>
    public const int UsageIsWrong = 2;

    /// <summary>Of commands that compare: the two sides are different.</summary>
    public const int Different = 1;

    /// <summary>Of commands that compare: an error, so that nothing was compared.</summary>
    public const int NotCompared = 2;

    /// <summary>What the codes of most commands say.</summary>
    internal static IReadOnlyList<(int Code, string Meaning)> OfCommands { get; } =
    [
        (Done, "done"),
        (InputIsWrong, "what was to be read is wrong, or a file could not be read or written"),
        (UsageIsWrong, "the command line is wrong"),
    ];

    /// <summary>What the codes of commands that compare say.</summary>
    internal static IReadOnlyList<(int Code, string Meaning)> OfComparisons { get; } =
    [
        (Done, "equal, or different only in what is accepted or does not count"),
        (Different, "different"),
        (NotCompared, "an error: the command line or an input is wrong, and nothing was compared"),
    ];
}
