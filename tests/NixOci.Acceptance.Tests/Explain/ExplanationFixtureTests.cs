using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Explain;

/// <summary>
/// Explanations as people read them: each directory of <c>fixtures/explain</c> is a command line (<c>args</c>, a word a line) beside what
/// a user sees of it (<c>expected.txt</c>).
/// </summary>
public sealed class ExplanationFixtureTests
{
    private const string ExpectedFile = "expected.txt";
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";

    public static TheoryData<string> Names { get; } = [.. ProjectFiles.CasesOf("explain")];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsExplained(string name)
    {
        string directory = ProjectFiles.Fixture("explain/" + name);
        string seen = new ProgramRunner { WorkingDirectory = directory }.Run(["explain", .. File.ReadAllLines(Path.Combine(directory, "args"))])
            .ToString().Replace(directory, "<dir>", StringComparison.Ordinal);
        string path = Path.Combine(directory, ExpectedFile);
        if (AcceptsAll) File.WriteAllText(path, seen);
        Assert.Equal(File.ReadAllText(path), seen);
    }

    /// <summary>Every unit of the example of the README.</summary>
    [Fact]
    public void TheExampleIsExplained()
    {
        string directory = ProjectFiles.Fixture("translate/three-services");
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory }.Run("explain", "*", "--release", "seed");
        Snapshots.MatchIn(directory, run.ToString(), "explain");
    }

    /// <summary>What the README shows is what there is.</summary>
    [Fact]
    public void TheReadmeShowsWhatThereIs()
    {
        const string command = "explain proxy After --config fixtures/translate/three-services/configuration.nix --release seed";
        ProgramRun run = new ProgramRunner().Run(command.Split(' '));
        Assert.Contains($"$ nixoci {command}\n{run.Output}```", File.ReadAllText(ProjectFiles.At("README.md")), StringComparison.Ordinal);
    }

    /// <summary>Colours are for terminals; without them the text is the same.</summary>
    [Fact]
    public void ColoursChangeNothingElse()
    {
        ProgramRunner plain = new() { WorkingDirectory = ProjectFiles.Fixture("explain/override") };
        ProgramRunner colored = new() { WorkingDirectory = plain.WorkingDirectory, HasColorsInOutput = true };
        string[] words = ["explain", "web", "--release", "seed"];
        string output = colored.Run(words).Output;
        Assert.Contains("\e[", output, StringComparison.Ordinal);
        Assert.Equal(plain.Run(words).Output, System.Text.RegularExpressions.Regex.Replace(output, "\e\\[[0-9;]*m", ""));
    }

    /// <summary>A flag of the container that is one of the program's own, too, comes after a double hyphen.</summary>
    [Fact]
    public void ADoubleHyphenEndsOptions()
    {
        ProgramRunner program = new() { WorkingDirectory = ProjectFiles.Fixture("explain/arguments") };
        Assert.Equal(
            program.Run("explain", "web", "--hostname", "--release", "latest"), program.Run("explain", "--release", "latest", "--", "web", "-h"));
    }
}
