using System.Diagnostics;
using System.Text.RegularExpressions;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>The action, the hook and the document about continuous integration name options that there are.</summary>
public sealed partial class ActionTests
{
    private static readonly Lazy<string> Help = new(static () => new ProgramRunner().Run("check", "--help").Output);

    [Fact]
    public void ActionUsesOptionsOfCheck()
    {
        string action = File.ReadAllText(ProjectFiles.At("action.yml"));
        string step = action[action.IndexOf("options=(", StringComparison.Ordinal)..];
        string[] options = [.. Options().Matches(step).Select(static match => match.Value).Distinct()];
        Assert.Contains("--against", options);
        Assert.All(options, static option => Assert.Contains(option + " ", Help.Value, StringComparison.Ordinal));
    }

    /// <summary>
    /// The step itself, run by bash with another program in place of <c>dotnet</c>: each input is one word, whatever it holds, and the
    /// words are a command line that the program takes.
    /// </summary>
    [Fact]
    public void StepCallsCheckWithItsInputs()
    {
        string action = File.ReadAllText(ProjectFiles.At("action.yml"));
        string step = action[(action.LastIndexOf("run: |", StringComparison.Ordinal) + "run: |".Length)..];
        using TemporaryDirectory directory = new();
        ProcessStartInfo start = new("bash", ["-euc", "dotnet() { printf '%s\\n' \"$@\"; }\n" + step]) { RedirectStandardOutput = true, WorkingDirectory = directory.Path };
        (string Name, string Value)[] inputs =
        [
            ("GITHUB_ACTION_PATH", "/action"), ("CONFIGURATION", "a b.nix"), ("AGAINST", "$(touch evil)"), ("BASELINE", "accepted.json"),
            ("IGNORE_VERSIONS", "true"), ("FAIL_ON", "restart"), ("RELEASE", "24.05"), ("FORMAT", "github"),
        ];
        foreach ((string name, string value) in inputs) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string[] words = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
        Assert.Equal("/action/artifacts/bin/NixOci.Cli/release/nixoci.dll", words[0]);
        Assert.Equal(["check", "a b.nix", "--against", "$(touch evil)"], words[1..5]);
        Assert.Equal("--ignore-versions", words[^1]);

        // It is a command line that can be run: what it complains of is the file that is not there.
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run(words[1..]);
        Assert.Equal(ExitCode.NotCompared, run.ExitCode);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--help", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The hook runs a command that there is.</summary>
    [Fact]
    public void HookRunsCheck()
    {
        string[] entries = [.. File.ReadLines(ProjectFiles.At(".pre-commit-hooks.yaml")).Where(static line => line.TrimStart().StartsWith("entry: ", StringComparison.Ordinal))];
        Assert.Equal(["  entry: nixoci check"], entries);
    }

    /// <summary>An input that the action takes reaches the command line.</summary>
    [Fact]
    public void EveryInputOfTheActionIsUsed()
    {
        string action = File.ReadAllText(ProjectFiles.At("action.yml"));
        string[] inputs = [.. Inputs().Matches(action[..action.IndexOf("\nruns:", StringComparison.Ordinal)]).Select(static match => match.Groups[1].Value)];
        Assert.Contains("configuration", inputs);
        Assert.All(inputs, input =>
        {
            Match variable = Regex.Match(action, @"([A-Z_]+): \$\{\{ inputs\." + input + @" \}\}");
            Assert.True(variable.Success, input);
            Assert.Contains("\"$" + variable.Groups[1].Value + "\"", action, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void DocumentUsesOptionsOfCheck()
    {
        string[] lines = [.. File.ReadLines(ProjectFiles.At("docs/ci.md")).Where(static line => line.Contains("nixoci check ", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(
            lines.SelectMany(static line => Options().Matches(line).Select(static match => match.Value)),
            static option => Assert.Contains(option + " ", Help.Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("--[a-z]+(-[a-z]+)*")]
    private static partial Regex Options();

    [GeneratedRegex("^  ([a-z-]+):$", RegexOptions.Multiline)]
    private static partial Regex Inputs();
}
