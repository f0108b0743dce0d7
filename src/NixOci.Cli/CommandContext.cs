using System.Text;
using NixOci.Cli.Errors;
using NixOci.Cli.Terminal;
using NixOci.Language.Evaluation.ReadingAhead;

namespace NixOci.Cli;

/// <summary>What a command has of the world around it: its streams, where it was started, and its environment.</summary>
public sealed class CommandContext
{
    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Standard output: bytes, because values and units are.</summary>
    public required Stream Output { get; init; }

    /// <summary>Standard error: text for people.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The directory against which relative paths are meant.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>A variable of the environment, or null.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Whether standard error shows colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether standard output shows colours.</summary>
    public bool HasColorsInOutput { get; init; }

    /// <summary>The line on the terminal that tells of progress; null where standard error is no terminal.</summary>
    public ProgressLine? Progress { get; init; }

    /// <summary>Whether nothing but errors is told on standard error.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>How much is read before it is asked for.</summary>
    public ReadAheadSettings ReadAhead { get; init; } = ReadAheadSettings.Default;

    /// <summary>What is to be done before a configuration is evaluated; null for nothing.</summary>
    public Action? BeforeEvaluation { get; init; }

    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess()
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        Stream output = Console.OpenStandardOutput();
        StreamWriter error = new(Console.OpenStandardError(), utf8) { AutoFlush = true };
        ProgressLine? progress = Console.IsErrorRedirected || !CanMoveCursor(System.Environment.GetEnvironmentVariable)
            ? null
            : new ProgressLine(error, TimeProvider.System);
        return new CommandContext
        {
            Input = Console.OpenStandardInput(),
            Output = progress is null || Console.IsOutputRedirected ? output : new OutputAfterProgress(output, progress),
            Error = progress is null ? error : new MessagesBesideProgress(progress),
            Progress = progress,
            BeforeEvaluation = ProcessHeap.MakeRoom,
            WorkingDirectory = System.Environment.CurrentDirectory,
            Environment = System.Environment.GetEnvironmentVariable,
            HasColors = WantsColors(System.Environment.GetEnvironmentVariable) && !Console.IsErrorRedirected,
            HasColorsInOutput = WantsColors(System.Environment.GetEnvironmentVariable) && !Console.IsOutputRedirected,
        };
    }

    /// <summary>A path of the command line as an absolute one.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Tells what is being done, where people may be waiting for it.</summary>
    /// <param name="work">What it is, as in "evaluating configuration.nix"; ordinary text.</param>
    internal void Tell(string work)
    {
        if (!IsQuiet) Progress?.Show(TerminalText.Clean(work, keepColors: false).Replace('\n', ' '));
    }

    /// <summary>Whether the environment allows colours; see no-color.org.</summary>
    internal static bool WantsColors(Func<string, string?> environment)
        => string.IsNullOrEmpty(environment("NO_COLOR")) && CanMoveCursor(environment);

    private static bool CanMoveCursor(Func<string, string?> environment)
        => environment("TERM") is { Length: > 0 } terminal && terminal != "dumb";
}
