using System.Text.RegularExpressions;
using NixOci.TestSupport;

namespace NixOci.Acceptance.Tests.Releases;

/// <summary>What <c>fixtures/releases</c> expects of some releases for one configuration; the format is told in its README.</summary>
/// <param name="Releases">The releases.</param>
/// <param name="Standing">How sure it is.</param>
/// <param name="Lines">What is expected.</param>
public sealed partial record ReleaseFixture(IReadOnlyList<string> Releases, string Standing, IReadOnlyList<string> Lines)
{
    /// <summary>The words for how sure an expectation is.</summary>
    public static readonly string[] Standings = ["established", "guessed"];

    private static string Top => ProjectFiles.Fixture("releases");

    /// <summary>The names of all rows.</summary>
    public static IEnumerable<string> Rows()
        => Directory.EnumerateDirectories(Top).Select(static row => Path.GetFileName(row)).Order(StringComparer.Ordinal);

    /// <summary>The directory of a row.</summary>
    public static string DirectoryOf(string row) => Path.Combine(Top, row);

    /// <summary>What is expected of a row.</summary>
    public static IReadOnlyList<ReleaseFixture> Read(string row)
    {
        List<ReleaseFixture> blocks = [];
        List<string> lines = [];
        foreach (string line in File.ReadAllLines(Path.Combine(DirectoryOf(row), "expected.txt")))
        {
            if (Head().Match(line) is { Success: true } head)
            {
                blocks.Add(new ReleaseFixture(head.Groups[1].Value.Split(' '), head.Groups[2].Value, lines = []));
            }
            else if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return blocks;
    }

    [GeneratedRegex(@"^(\d\d\.\d\d(?: \d\d\.\d\d)*) \| (\w+)$")]
    private static partial Regex Head();
}
