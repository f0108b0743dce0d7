using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>Dependencies point one way: the picture is in <c>docs/architecture.md</c>.</summary>
public sealed class StaircaseTests
{
    public static TheoryData<int> Steps { get; } = [.. Enumerable.Range(0, Staircase.Steps.Count)];

    [Fact]
    public void EveryProjectIsAStep()
        => Assert.Equal(
            Directory.GetDirectories(ProjectFiles.At("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Staircase.Steps.Select(Staircase.NamespaceOf).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Steps))]
    public void TypesUseOnlyWhatIsFurtherUp(int step)
    {
        string[] below = [.. Staircase.Steps.Skip(step + 1).Select(Staircase.NamespaceOf)];
        if (below.Length == 0) return;
        Check(Types.InAssembly(Staircase.Steps[step]).Should().NotHaveDependencyOnAny(below));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void TypesLieInTheNamespaceOfTheirProject(int step)
    {
        Assembly assembly = Staircase.Steps[step];
        Check(Types.InAssembly(assembly).That().ArePublic().Should().ResideInNamespaceStartingWith(Staircase.NamespaceOf(assembly)));
    }

    /// <summary>A project that refers to one further down could not be noticed by its types as long as it uses none of them.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void ProjectsReferOnlyToWhatIsFurtherUp(int step)
    {
        string directory = Staircase.DirectoryOf(Staircase.Steps[step]);
        string project = ProjectFiles.At($"{directory}/{Path.GetFileName(directory)}.csproj");
        IEnumerable<string> references = XDocument.Load(project).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        string[] above = [.. Staircase.Steps.Take(step).Select(Staircase.NamespaceOf)];
        Assert.All(references, reference => Assert.Contains(reference, above));
    }

    /// <summary>Where text comes from, and how it becomes tokens and trees, is known without what trees mean.</summary>
    [Theory]
    [InlineData("Source", "Syntax", "Binding", "Values", "Evaluation", "Builtins", "Store", "Printing")]
    [InlineData("Syntax.Lexing", "Binding", "Evaluation", "Builtins", "Store", "Printing")]
    [InlineData("Syntax.Productions", "Binding", "Evaluation", "Builtins", "Store", "Printing")]
    public void TheLanguageIsReadBeforeItIsEvaluated(string room, params string[] unknown)
    {
        const string language = "NixOci.Language.";
        Check(Types.InAssembly(Staircase.Steps[0]).That().ResideInNamespace(language + room)
            .Should().NotHaveDependencyOnAny([.. unknown.Select(static other => language + other)]));
    }

    /// <summary>Unit files can be read and compared without a configuration.</summary>
    [Fact]
    public void UnitFilesKnowNothingOfNix()
        => Check(Types.InAssembly(typeof(Systemd.Units.UnitFile).Assembly).That().ResideInNamespace("NixOci.Systemd.Units")
            .Should().NotHaveDependencyOnAny("NixOci.Language", "NixOci.Modules", "NixOci.Systemd.Modules", "NixOci.Systemd.Options"));

    /// <summary>A library is known to one room, so that replacing it touches nothing else.</summary>
    [Theory]
    [InlineData("Pidgin", "NixOci.Language.Syntax")]
    [InlineData("Tomlyn", "NixOci.Language.Builtins")]
    [InlineData("Scriban", "NixOci.Systemd", "NixOci.Containers")]
    [InlineData("System.CommandLine", "NixOci.Cli")]
    [InlineData("System.Console", "NixOci.Cli")]
    public void LibrariesAreKnownToOneRoom(string library, params string[] rooms)
    {
        foreach (Assembly step in Staircase.Steps)
        {
            // The program itself, whose code stands in no namespace, is part of the command line.
            IEnumerable<string> strangers = Types.InAssembly(step).That().HaveDependencyOn(library).GetTypes()
                .Select(static type => type.FullName!)
                .Where(name => name.StartsWith("NixOci.", StringComparison.Ordinal)
                    && !rooms.Any(room => name.StartsWith(room + ".", StringComparison.Ordinal)));
            Assert.Empty(strangers);
        }
    }

    private static void Check(ConditionList rule)
    {
        TestResult result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypes?.Select(static type => type.FullName) ?? []));
    }
}
