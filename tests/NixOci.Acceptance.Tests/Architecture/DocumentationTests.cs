using System.Text.RegularExpressions;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>What the documents name is there.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Documents { get; } =
    [
        .. Directory.GetFiles(ProjectFiles.Top, "*.md").Concat(Directory.GetFiles(ProjectFiles.At("docs"), "*.md", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(ProjectFiles.Top, path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void LinksLeadSomewhere(string document)
    {
        string text = File.ReadAllText(ProjectFiles.At(document));
        string directory = Path.GetDirectoryName(ProjectFiles.At(document))!;
        foreach (Match link in Link().Matches(text))
        {
            string target = link.Groups[1].Value.Split('#')[0];
            if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal)) continue;
            Assert.True(Path.Exists(Path.Combine(directory, target)), $"{document} links to {target}, which is not there");
        }
    }

    /// <summary>The walk through the code names types; each of them can be looked up.</summary>
    [Fact]
    public void TypesOfTheArchitectureExist()
    {
        HashSet<string> known =
        [
            .. Staircase.Steps.SelectMany(static step => step.GetTypes()).Select(static type => type.Name.Split('`')[0]),
            .. typeof(DocumentationTests).Assembly.GetTypes().Concat(typeof(Snapshots).Assembly.GetTypes()).Select(static type => type.Name),
        ];
        known.UnionWith(Staircase.Steps.SelectMany(static step => step.GetTypes()).SelectMany(static type => (type.Namespace ?? "").Split('.')));
        string text = File.ReadAllText(ProjectFiles.At("docs/architecture.md"));
        string[] missing = [.. TypeName().Matches(text).Select(static match => match.Groups[1].Value).Distinct().Where(name => !known.Contains(name))];
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    // A name of two parts at least: simple words are words of units and of Nix.
    [GeneratedRegex("`([A-Z][a-z]+[A-Z][A-Za-z]+)(?:<T>)?`s?")]
    private static partial Regex TypeName();
}
