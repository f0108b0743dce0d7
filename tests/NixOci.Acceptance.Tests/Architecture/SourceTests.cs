using System.Xml.Linq;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>Habits of the source that no compiler holds.</summary>
public sealed class SourceTests
{
    private const int MostLines = 400;

    private static readonly string[] Tops = ["src", "tests", "bench"];

    public static TheoryData<string> Projects { get; } =
    [
        .. Tops.SelectMany(static top => Directory.EnumerateFiles(ProjectFiles.At(top), "*.csproj", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(ProjectFiles.Top, path)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Files(params string[] tops)
        => tops.SelectMany(static top => Directory.EnumerateFiles(ProjectFiles.At(top), "*.cs", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(ProjectFiles.Top, path))
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void FilesAreShort()
        => Assert.DoesNotContain(Files(Tops), static path => File.ReadLines(ProjectFiles.At(path)).Count() > MostLines);

    /// <summary>What is missing is an issue, not a line in the code.</summary>
    [Theory]
    [InlineData("NotImplementedException")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("XXX")]
    public void NothingIsLeftForLater(string word)
        => Assert.DoesNotContain(Files("src"), path => File.ReadAllText(ProjectFiles.At(path)).Contains(word, StringComparison.Ordinal));

    /// <summary>The runtime's hashes and random numbers load OpenSSL, which the native program must do without.</summary>
    [Fact]
    public void NothingNeedsOpenSsl()
        => Assert.DoesNotContain(
            Files("src"),
            static path => File.ReadAllText(ProjectFiles.At(path)).Contains("System.Security.Cryptography", StringComparison.Ordinal));

    /// <summary>Warnings are errors, and a warning that is put aside is put aside for a reason that can be read.</summary>
    [Fact]
    public void WarningsAreNotPutAsideWithoutReason()
    {
        foreach (string path in Files("src"))
        {
            string[] lines = File.ReadAllLines(ProjectFiles.At(path));
            for (int i = 0; i < lines.Length; i++)
            {
                if (!lines[i].TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)) continue;
                Assert.True(
                    lines[i].Contains("//", StringComparison.Ordinal) || (i > 0 && lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal)),
                    $"{path}:{i + 1} does not say why");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectsAreInTheSolutionAndLocked(string project)
    {
        Assert.Contains(project.Replace('/', '\\'), File.ReadAllText(ProjectFiles.At("NixOci.sln")), StringComparison.Ordinal);
        Assert.True(File.Exists(ProjectFiles.At(Path.GetDirectoryName(project) + "/packages.lock.json")), "no lock file");
        Assert.All(
            XDocument.Load(ProjectFiles.At(project)).Descendants("PackageReference"),
            static reference => Assert.Null(reference.Attribute("Version")));
    }

    /// <summary>Each project of <c>src</c> has tests of its own.</summary>
    [Fact]
    public void TestsMirrorTheSource()
        => Assert.All(
            Directory.GetDirectories(ProjectFiles.At("src")).Select(Path.GetFileName),
            static name => Assert.Contains(Files($"tests/{name}.Tests"), static file => File.ReadAllText(ProjectFiles.At(file)).Contains("[Fact]", StringComparison.Ordinal)));
}
