using System.Text.RegularExpressions;
using NixOci.Cli;
using NixOci.Containers.Lints;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Diagnostics;

/// <summary>
/// Diagnostics: each directory of <c>fixtures/diagnostics</c> is the code and name of one, with configurations that raise it and
/// nothing else (<c>raises</c>, what is told beside it in a file <c>.txt</c>), and some that are near and raise nothing (<c>quiet</c>).
/// </summary>
public sealed partial class DiagnosticTests
{
    private const string Raises = "raises";
    private const string Quiet = "quiet";
    private const string Document = "docs/diagnostics.md";
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";
    private static readonly string Top = ProjectFiles.Fixture("diagnostics");

    public static TheoryData<string> Raising { get; } = Files(Raises);

    public static TheoryData<string> Silent { get; } = Files(Quiet);

    [Theory]
    [MemberData(nameof(Raising))]
    public void IsRaised(string file)
    {
        ProgramRun run = Translate(file);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal([file.Split('-')[0]], Codes(run));
        string seen = run.Error.Replace(Top, "<dir>", StringComparison.Ordinal);
        string path = Path.ChangeExtension(Path.Combine(Top, file), ".txt");
        if (AcceptsAll) File.WriteAllText(path, seen);
        Assert.Equal(File.ReadAllText(path), seen);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void IsNotRaised(string file)
    {
        ProgramRun run = Translate(file);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Empty(Codes(run));
    }

    /// <summary>Units are the same whatever is told about them, and with <c>--strict</c> there are none.</summary>
    [Theory]
    [MemberData(nameof(Raising))]
    public void IsAnErrorOrNothingIfAsked(string file)
    {
        string code = file.Split('-')[0];
        ProgramRun plain = Translate(file), left = Translate(file, "--no-lint", code, "--strict"), strict = Translate(file, "--strict");
        Assert.Equal(plain.Output, left.Output);
        Assert.Empty(Codes(left));
        Assert.Equal(ExitCode.InputIsWrong, strict.ExitCode);
        Assert.Empty(strict.Output);
    }

    [Fact]
    public void DocumentFixturesAndTableNameTheSame()
    {
        string[] table = [.. LintRules.All.Select(static rule => $"{rule.Code} {rule.Name}")];
        string[] document = [.. Heading().Matches(File.ReadAllText(ProjectFiles.At(Document))).Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];
        string[] directories = [.. ProjectFiles.CasesOf("diagnostics")];
        Assert.Equal(table, document);
        Assert.Equal(table.Select(static rule => rule.Replace(' ', '-')), directories);
        Assert.All(table, static rule =>
        {
            string directory = Path.Combine(Top, rule.Replace(' ', '-'));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(directory, Raises), "*.nix"));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(directory, Quiet), "*.nix"));
        });
    }

    private static ProgramRun Translate(string file, params string[] options)
        => new ProgramRunner().Run(["translate", Path.Combine(Top, file), "--release", "seed", .. options]);

    private static string[] Codes(ProgramRun run)
        => [.. Code().Matches(run.Error).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static TheoryData<string> Files(string kind) =>
    [
        .. Directory.GetFiles(Top, "*.nix", SearchOption.AllDirectories).Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == kind)
            .Select(static path => Path.GetRelativePath(Top, path)).Order(StringComparer.Ordinal),
    ];

    // Not in paths, where the code is followed by its name.
    [GeneratedRegex(@"NIXOCI\d{3}(?!-)")]
    private static partial Regex Code();

    [GeneratedRegex(@"^## (NIXOCI\d{3}): ([a-z\-]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
