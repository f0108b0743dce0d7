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
}
