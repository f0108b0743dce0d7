using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Usage;

/// <summary>What the program says of itself.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = [.. CommandLine.CreateCommands().Select(static command => command.Name)];

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void OfTheProgram(string option)
    {
        ProgramRun run = new ProgramRunner().Run(option);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Empty(run.Error);
        Snapshots.Match(run.Output, "help");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void OfACommand(string name)
    {
        ProgramRun run = new ProgramRunner().Run(name, "--help");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Empty(run.Error);
        Snapshots.Match(run.Output, "help-" + name);
    }

    /// <summary>Whoever asks for help gets it, whatever else is wrong with the command line.</summary>
    [Fact]
    public void HelpComesBeforeComplaints()
        => Assert.Equal(
            new ProgramRunner().Run("translate", "--help").Output,
            new ProgramRunner().Run("translate", "--release", "99.99", "--help").Output);

    [Fact]
    public void VersionIsThatOfTheAssembly()
    {
        ProgramRun run = new ProgramRunner().Run("--version");
        Assert.Equal(new ProgramRun(ExitCode.Done, $"nixoci {typeof(CommandLine).Assembly.GetName().Version!.ToString(3)}\n", ""), run);
    }

    /// <summary>A full disk is no mistake of the program.</summary>
    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("eval", "-E", "1")]
    public void OutputThatCannotBeWrittenIsAnError(params string[] arguments)
    {
        using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using StringWriter error = new();
        int exitCode = CommandLine.Run(arguments, new CommandContext
        {
            Input = Stream.Null, Output = full, Error = error, WorkingDirectory = "/", Environment = static _ => null,
        });
        Assert.Equal(ExitCode.InputIsWrong, exitCode);
        Assert.StartsWith("error: No space left on device", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }
}
