using System.Text.RegularExpressions;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Configurations;

/// <summary>
/// Configurations as people have them: each directory of <c>fixtures/real</c> is a command line (<c>args</c>, a word a line; without
/// it <c>configuration.nix --release seed</c>) beside what a user sees of it (<c>expected.txt</c>).
/// </summary>
public sealed partial class RealConfigurationTests
{
    private const string ExpectedFile = "expected.txt";
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";

    public static TheoryData<string> Names { get; } =
        [.. Directory.GetDirectories(ProjectFiles.Fixture("real")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsTranslated(string name)
    {
        string directory = ProjectFiles.Fixture("real/" + name);
        string seen = new ProgramRunner { WorkingDirectory = directory }.Run(["translate", .. Words(directory)])
            .ToString().Replace(directory, "<dir>", StringComparison.Ordinal);
        string path = Path.Combine(directory, ExpectedFile);
        if (AcceptsAll) File.WriteAllText(path, seen);
        Assert.Equal(Unwrapped(File.ReadAllText(path)), Unwrapped(seen));
    }

    /// <summary>Where a list of paths is wrapped depends on how long the name of this directory is.</summary>
    private static string Unwrapped(string text) => Wrap().Replace(text, ", ");

    [GeneratedRegex(",\\n +")]
    private static partial Regex Wrap();

    private static string[] Words(string directory)
    {
        string path = Path.Combine(directory, "args");
        return File.Exists(path) ? File.ReadAllLines(path) : ["configuration.nix", "--release", "seed"];
    }
}
