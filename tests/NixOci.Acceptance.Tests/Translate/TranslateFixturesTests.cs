using NixOci.Cli;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Translate;

/// <summary>
/// What users see of the configurations of <c>fixtures/translate</c>, for a common host. Each directory with a
/// <c>configuration.nix</c> is a case; its snapshot lies in it.
/// </summary>
public sealed class TranslateFixturesTests
{
    public static TheoryData<string> Names { get; } = [.. ProjectFiles.CasesOf("translate")];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsPrintedForAHost(string name)
    {
        string directory = ProjectFiles.Fixture("translate/" + name);
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory }.Run("translate", "configuration.nix", "--release", "seed");
        Snapshots.MatchIn(directory, run.ToString().Replace(directory, "<dir>", StringComparison.Ordinal), "host");
    }

    /// <summary>What is written is what is printed.</summary>
    [Theory]
    [InlineData("host")]
    [InlineData("nixos")]
    public void TheTreeIsWhatIsPrinted(string layout)
    {
        using TemporaryDirectory around = new();
        ProgramRunner program = new() { WorkingDirectory = ProjectFiles.Fixture("translate/three-services") };
        string printed = program.Run("translate", "configuration.nix", "--for", layout).Output;
        ProgramRun written = program.Run("translate", "configuration.nix", "--for", layout, "-o", around.At("out"));
        Assert.Equal(ExitCode.Done, written.ExitCode);
        Assert.Empty(written.Output);
        int count = 0;
        foreach ((string path, string text) in TemporaryDirectory.Contents(around.At("out")))
        {
            if (path.EndsWith('/') || Path.GetFileName(path).StartsWith("manifest", StringComparison.Ordinal)) continue;
            string heading = (layout == "host" ? "# /" : "# ") + path;
            Assert.Contains(text.StartsWith("-> ", StringComparison.Ordinal) ? $"{heading} {text}\n" : $"{heading}\n{text}", printed, StringComparison.Ordinal);
            count++;
        }

        Assert.Equal(printed.Split('\n').Count(static line => line.StartsWith("# /", StringComparison.Ordinal) || line.StartsWith("# units", StringComparison.Ordinal)
            || line.StartsWith("# scripts", StringComparison.Ordinal) || line == "# wants.json"), count);
    }
}
