using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Usage;

/// <summary>Command lines that cannot be meant: exit code 2, a message, and nothing on standard output.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("no-command")]
    [InlineData("unknown-command", "trnslate", "a.nix")]
    [InlineData("unknown-option", "translate", "--relase", "seed", "a.nix")]
    [InlineData("unknown-short-option", "eval", "-Q", "a.nix")]
    [InlineData("translate-without-configuration", "translate")]
    [InlineData("unknown-layout", "translate", "--for", "windows", "a.nix")]
    [InlineData("unknown-release", "translate", "--release", "19.03", "a.nix")]
    [InlineData("option-without-value", "translate", "a.nix", "-o")]
    [InlineData("depth-no-number", "eval", "--max-call-depth", "many", "-E", "1")]
    [InlineData("depth-not-positive", "eval", "--max-call-depth", "0", "-E", "1")]
    [InlineData("memory-no-size", "eval", "--max-memory", "2X", "-E", "1")]
    [InlineData("timeout-no-time", "eval", "--timeout", "soon", "-E", "1")]
    [InlineData("argument-without-expression", "eval", "--arg", "x")]
    [InlineData("option-before-command", "--show-trace", "eval", "-E", "1")]
    [InlineData("word-before-command", "nixoci", "eval", "-E", "1")]
    [InlineData("bundled-options", "eval", "-EA", "1")]
    public void Complaint(string name, params string[] arguments)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = "/" }.Run(arguments);
        Snapshots.Match($"$ nixoci {string.Join(' ', arguments)}\n{run}", "usage-" + name);
        Assert.Equal(ExitCode.UsageIsWrong, run.ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void AnAtSignIsPartOfAFileName()
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = "/" }.Run("eval", "@options.rsp");
        Assert.Equal(new ProgramRun(ExitCode.InputIsWrong, "", "error: path '/@options.rsp' does not exist\n"), run);
    }
}
