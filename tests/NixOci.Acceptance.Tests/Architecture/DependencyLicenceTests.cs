using System.Xml.Linq;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>Every package that is used is listed with its licence, and no other.</summary>
public sealed class DependencyLicenceTests
{
    [Fact]
    public void EveryPackageIsListed()
    {
        string[] used = [.. XDocument.Load(ProjectFiles.At("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(static package => package.Attribute("Include")!.Value).Order(StringComparer.OrdinalIgnoreCase)];
        string[] listed = [.. File.ReadLines(ProjectFiles.At("docs/licences.md"))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.Split('|')[1].Trim())
            .Where(static name => name is not ("package" or "---")).Order(StringComparer.OrdinalIgnoreCase)];
        Assert.Equal(used, listed);
    }
}
