using Xunit;
using Xunit.Abstractions;

namespace NixOci.Language.Tests.Golden;

/// <summary>Every expression of <c>fixtures/language</c> gives what Nix gives: value, message and position.</summary>
public sealed class LanguageGoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids { get; } = [.. LanguageCase.All.Keys];

    public static TheoryData<string> Families { get; } = [.. LanguageCase.All.Values.Select(static c => c.Family).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        string differences = LanguageRun.Differences(id);
        Assert.True(differences.Length == 0, LanguageCase.All[id].Expr + "\n" + differences);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Family(string name)
    {
        List<string> wrong = [];
        int count = 0;
        foreach (LanguageCase @case in LanguageCase.All.Values)
        {
            if (@case.Family != name) continue;
            count++;
            if (LanguageRun.Differences(@case.Id).Length > 0) wrong.Add(@case.Id);
        }

        string summary = $"{name}: {count - wrong.Count} of {count} as Nix has them";
        output.WriteLine(summary);
        Assert.True(wrong.Count == 0, $"{summary}; not {string.Join(", ", wrong)}");
    }
}
