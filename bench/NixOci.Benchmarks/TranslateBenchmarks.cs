using BenchmarkDotNet.Attributes;
using NixOci.Cli;

namespace NixOci.Benchmarks;

/// <summary>The main job: <c>nixoci translate</c> on fifty containers, from the words of the command line to the printed units.</summary>
[MemoryDiagnoser]
public class TranslateBenchmarks
{
    private readonly string _fifty = Path.Combine(FindRepository(), "fixtures", "scale", "fifty", "configuration.nix");

    /// <summary>For which the files are.</summary>
    [Params("host", "nixos")]
    public string Layout { get; set; } = "";

    [Benchmark]
    public int Fifty()
    {
        int exitCode = Cli.CommandLine.Run(["translate", _fifty, "--for", Layout, "--release", "seed"], new CommandContext
        {
            Input = Stream.Null,
            Output = Stream.Null,
            Error = TextWriter.Null,
            WorkingDirectory = "/",
            Environment = static _ => null,
        });
        return exitCode == ExitCode.Done ? exitCode : throw new InvalidOperationException("the fixture was not translated");
    }

    private static string FindRepository()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NixOci.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("NixOci.sln");
    }
}
