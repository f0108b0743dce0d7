using System.Text;

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

    /// <summary>The context of this process.</summary>
    public static CommandContext OfProcess()
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        return new CommandContext
        {
            Input = Console.OpenStandardInput(),
            Output = Console.OpenStandardOutput(),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            WorkingDirectory = System.Environment.CurrentDirectory,
            Environment = System.Environment.GetEnvironmentVariable,
            HasColors = WantsColors(System.Environment.GetEnvironmentVariable) && !Console.IsErrorRedirected,
            HasColorsInOutput = WantsColors(System.Environment.GetEnvironmentVariable) && !Console.IsOutputRedirected,
        };
    }

    /// <summary>A path of the command line as an absolute one.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Whether the environment allows colours; see no-color.org.</summary>
    internal static bool WantsColors(Func<string, string?> environment)
        => string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") is { Length: > 0 } terminal && terminal != "dumb";
}
