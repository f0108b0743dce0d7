using System.Text.RegularExpressions;
using NixOci.Language.Evaluation.ReadingAhead;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Configurations;

/// <summary>
/// Configurations as people have them: each directory of <c>fixtures/real</c> is a command line
/// (<see cref="ConfigurationFixture"/>) beside what a user sees of it (<c>expected.txt</c>).
/// </summary>
public sealed partial class RealConfigurationTests
{
    private const string ExpectedFile = "expected.txt";
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";

    public static TheoryData<string> Names { get; } =
        [.. ConfigurationFixture.OfGroup("real").Select(static fixture => Path.GetFileName(fixture.Name))];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsTranslated(string name) => Translate(name, ReadAheadSettings.Default);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsTranslatedAllTheSameWithoutReadingAhead(string name) => Translate(name, ReadAheadSettings.None);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsTranslatedAllTheSameWhereEverythingIsReadAhead(string name) => Translate(name, ProgramRunner.Eager);

    private static void Translate(string name, ReadAheadSettings readAhead)
    {
        string directory = ProjectFiles.Fixture("real/" + name);
        ProgramRunner runner = new() { WorkingDirectory = directory, ReadAhead = readAhead };
        string seen = runner.Run(["translate", .. ConfigurationFixture.Read("real/" + name).Words])
            .ToString().Replace(directory, "<dir>", StringComparison.Ordinal);
        string path = Path.Combine(directory, ExpectedFile);
        if (AcceptsAll) File.WriteAllText(path, seen);
        Assert.Equal(Unwrapped(File.ReadAllText(path)), Unwrapped(seen));
    }

    /// <summary>Where a list of paths is wrapped depends on how long the name of this directory is.</summary>
    private static string Unwrapped(string text) => Wrap().Replace(text, ", ");

    [GeneratedRegex(",\\n +")]
    private static partial Regex Wrap();
}
