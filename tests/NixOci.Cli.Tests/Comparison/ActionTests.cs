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
