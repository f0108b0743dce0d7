using System.Text.Json;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>Warnings about configurations, wherever these are evaluated: in the same form, and never in the way of a result.</summary>
public sealed class LintTests
{
    private const string Warned = """
        { system.stateVersion = "24.11"; virtualisation.oci-containers.containers.web.image = "nginx"; }
        """;

    public static TheoryData<string> Comparisons { get; } =
    [
        "check a.nix --against tree", "diff a.nix tree", "diff tree a.nix", "diff a.nix a.nix", "diff --release 24.05 --release 24.11 a.nix",
    ];

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void ComparisonsTellThem(string words)
    {
        using TemporaryDirectory directory = Prepared();
        ProgramRun plain = Run(directory, words), left = Run(directory, words + " --no-lint unpinned-image"), strict = Run(directory, words + " --strict");
        string told = Run(directory, "translate a.nix").Error.Split("warning: the image")[1].Split("\n1 container")[0];
        Assert.Contains("warning: the image" + told, plain.Error, StringComparison.Ordinal);
        Assert.Equal(2, plain.Error.Split("[NIXOCI009]").Length);
        Assert.DoesNotContain("NIXOCI", left.Error, StringComparison.Ordinal);
        Assert.Equal((plain.ExitCode, plain.Output), (left.ExitCode, left.Output));
        Assert.Equal((ExitCode.NotCompared, ""), (strict.ExitCode, strict.Output));
        Assert.Contains("[NIXOCI009]", strict.Error, StringComparison.Ordinal);
        Assert.Contains("nothing is compared", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualStaysEqual()
    {
        using TemporaryDirectory directory = Prepared();
        ProgramRun run = Run(directory, "check a.nix --against tree --json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using JsonDocument report = JsonDocument.Parse(run.Output);
        JsonElement lint = Assert.Single(report.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("NIXOCI009", lint.GetProperty("code").GetString());
        Assert.Equal("unpinned-image", lint.GetProperty("name").GetString());
        Assert.Equal("web", lint.GetProperty("subject").GetString());
        Assert.NotEmpty(lint.GetProperty("advice").EnumerateArray());
        Assert.Equal("a.nix", lint.GetProperty("position").GetProperty("file").GetString());
        Assert.Equal(1, lint.GetProperty("position").GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("sarif", "\"NIXOCI009\"")]
    [InlineData("junit", "[NIXOCI009]")]
    [InlineData("github", "::warning file=a.nix,line=1,col=34,title=nixoci%3A NIXOCI009::")]
    public void ReportsHaveThem(string format, string expected)
    {
        using TemporaryDirectory directory = Prepared();
        Assert.Contains(expected, Run(directory, "check a.nix --against tree --format " + format).Output, StringComparison.Ordinal);
        if (format == "sarif") return;
        Assert.DoesNotContain("NIXOCI009", Run(directory, $"check a.nix --against tree --no-lint NIXOCI009 --format {format}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void InstallTellsThem()
    {
        using TemporaryDirectory directory = Prepared();
        Directory.CreateDirectory(directory.At("root"));
        ProgramRun strict = Run(directory, "install a.nix --root root --strict");
        Assert.Equal((ExitCode.InputIsWrong, ""), (strict.ExitCode, strict.Output));
        Assert.Contains("nothing is installed", strict.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.At("root")));
        Assert.Contains("[NIXOCI009]", Run(directory, "install a.nix --root root --dry-run").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("NIXOCI", Run(directory, "install a.nix --root root --dry-run --no-lint unpinned-image").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void InstallWritesNoMoreThanItMay()
    {
        using TemporaryDirectory directory = Prepared();
        Directory.CreateDirectory(directory.At("root"));
        ProgramRun run = Run(directory, "install a.nix --root root --force --max-output 1K");
        Assert.Equal(ExitCode.InputIsWrong, run.ExitCode);
        Assert.Contains("'--max-output' allows more", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.At("root")));
    }

    private static TemporaryDirectory Prepared()
    {
        TemporaryDirectory directory = new();
        directory.Write("a.nix", Warned);
        Assert.Equal(ExitCode.Done, Run(directory, "translate a.nix -o tree").ExitCode);
        return directory;
    }

    private static ProgramRun Run(TemporaryDirectory directory, string words)
        => new ProgramRunner { WorkingDirectory = directory.Path }.Run(words.Split(' '));
}
