using System.Diagnostics;
using System.Globalization;
using System.Text;
using NixOci.Cli;
using NixOci.Language.Evaluation.ReadingAhead;

namespace NixOci.TestSupport;

/// <summary>What a run of the program gave.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Everything that a user sees of the run.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append("exit code ").Append(ExitCode.ToString(CultureInfo.InvariantCulture)).Append('\n');
        if (Output.Length > 0) text.Append("--- standard output ---\n").Append(Output);
        if (Error.Length > 0) text.Append("--- standard error ---\n").Append(Error);
        return text.ToString();
    }
}

/// <summary>
/// The program as it is started from a command line, but in this process: with streams and an environment of its own. Where
/// <c>NIXOCI_BINARY</c> names an executable, such as the native one, that is started instead.
/// </summary>
public sealed class ProgramRunner
{
    private static readonly string? Binary = System.Environment.GetEnvironmentVariable("NIXOCI_BINARY");

    /// <summary>The directory that it is started in.</summary>
    public string WorkingDirectory { get; init; } = ProjectFiles.Top;

    /// <summary>What it reads from standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether its standard error shows colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether its standard output shows colours.</summary>
    public bool HasColorsInOutput { get; init; }

    /// <summary>Reading ahead whatever can be, however little it is.</summary>
    public static ReadAheadSettings Eager { get; } = new() { MostThreads = 3, FewestFiles = 1 };

    /// <summary>How much it reads before it is asked for; the native program is not told.</summary>
    public ReadAheadSettings ReadAhead { get; init; } = ReadAheadSettings.Default;

    /// <summary>Runs it.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    public ProgramRun Run(params string[] arguments)
        // Only this process can be told of a terminal that is not there.
        => Binary is { Length: > 0 } && !HasColors && !HasColorsInOutput ? RunBinary(Binary, arguments) : RunHere(arguments);

    private ProgramRun RunHere(string[] arguments)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(Input));
        using MemoryStream output = new();
        using StringWriter error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new CommandContext
        {
            Input = input,
            Output = output,
            Error = error,
            WorkingDirectory = WorkingDirectory,
            Environment = name => Environment.GetValueOrDefault(name),
            HasColors = HasColors,
            HasColorsInOutput = HasColorsInOutput,
            ReadAhead = ReadAhead,
        });
        return new ProgramRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
    private ProgramRun RunBinary(string binary, string[] arguments)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(binary, arguments)
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(Input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without having read its input.
        }

        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
