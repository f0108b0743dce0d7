using Xunit;
using Xunit.Abstractions;

namespace NixOci.Modules.Tests.Golden;

/// <summary>Every expression of <c>fixtures/lib</c> gives what nixpkgs' <c>lib</c> gives under Nix: value, error, warnings and traces.</summary>
public sealed class LibraryGoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids { get; } = [.. LibraryCase.All.Keys];

    public static TheoryData<string> Families { get; } = [.. LibraryCase.All.Values.Select(static c => c.Family).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        string differences = LibraryRun.Differences(id);
        Assert.True(differences.Length == 0, LibraryCase.All[id].Expr + "\n" + differences);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Family(string name)
    {
        List<string> wrong = [];
        int count = 0;
        foreach ((string id, LibraryCase @case) in LibraryCase.All)
        {
            if (@case.Family != name) continue;
            count++;
            if (LibraryRun.Differences(id).Length > 0) wrong.Add(id);
        }

        string summary = $"{name}: {count - wrong.Count} of {count} as Nix has them";
        output.WriteLine(summary);
        Assert.True(wrong.Count == 0, $"{summary}; not {string.Join(", ", wrong)}");
    }
}
