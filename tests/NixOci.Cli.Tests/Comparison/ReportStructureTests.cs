using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>What readers of SARIF 2.1.0 and of JUnit's XML rely on, whatever is compared.</summary>
public sealed class ReportStructureTests
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    /// <summary>The left side and the right one, with more words of the command line.</summary>
    public static TheoryData<string[]> Comparisons { get; } =
    [
        ["a b.nix", "old.nix"],
        ["a b.nix", "a b.nix"],
        ["old.nix", "tree"],
        ["tree", "old.nix"],
        ["-", "old.nix"],
        ["a b.nix", "tree", "--fail-on", "security"],
        ["a b.nix", "tree", "--set", "virtualisation.oci-containers.containers.web.image=\"httpd\""],
    ];

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Sarif(string[] words)
    {
        using TemporaryDirectory directory = Prepared();
        using JsonDocument sarif = JsonDocument.Parse(Report(directory, "sarif", words));
        JsonElement root = sarif.RootElement;
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        Assert.EndsWith("/sarif-schema-2.1.0.json", root.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = Assert.Single(root.GetProperty("runs").EnumerateArray());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("nixoci", driver.GetProperty("name").GetString());
        Assert.NotEmpty(driver.GetProperty("version").GetString()!);
        Assert.Contains(run.GetProperty("columnKind").GetString(), new[] { "utf16CodeUnits", "unicodeCodePoints" });

        string[] rules = [.. driver.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("id").GetString()!)];
        Assert.Equal(rules.Distinct(), rules);
        Assert.All(
            driver.GetProperty("rules").EnumerateArray(),
            static rule => Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!));

        HashSet<string> fingerprints = [];
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(rules[result.GetProperty("ruleIndex").GetInt32()], result.GetProperty("ruleId").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), Levels);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            foreach (JsonProperty fingerprint in result.GetProperty("partialFingerprints").EnumerateObject())
            {
                Assert.True(fingerprints.Add(fingerprint.Value.GetString()!), "two results have the same fingerprint");
            }

            JsonElement location = Assert.Single(result.GetProperty("locations").EnumerateArray());
            Assert.All(location.GetProperty("logicalLocations").EnumerateArray(), static logical => Assert.NotEmpty(logical.GetProperty("fullyQualifiedName").GetString()!));
            if (location.TryGetProperty("physicalLocation", out JsonElement place)) CheckPlace(place, directory);
        }
    }

    /// <summary>Code scanning shows a difference only where it has a place: one that comes from a configuration always has.</summary>
    [Fact]
    public void SarifHasAPlaceForEachDifferenceOfAConfiguration()
    {
        using TemporaryDirectory directory = Prepared();
        using JsonDocument sarif = JsonDocument.Parse(Report(directory, "sarif", "a b.nix", "tree"));
        JsonElement[] results = [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.NotEmpty(results);
        Assert.All(results, static result => Assert.Equal(
            "a%20b.nix",
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()));
    }

    /// <summary>Standard input is no file that anybody could open.</summary>
    [Theory]
    [InlineData("sarif")]
    [InlineData("github")]
    public void StandardInputIsNoPlace(string format)
    {
        using TemporaryDirectory directory = Prepared();
        Assert.DoesNotContain("stdin", Report(directory, format, "-", "tree"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Junit(string[] words)
    {
        using TemporaryDirectory directory = Prepared();
        XElement root = XDocument.Parse(Report(directory, "junit", words)).Root!;
        Assert.Equal("testsuites", root.Name.LocalName);
        XElement suite = Assert.Single(root.Elements());
        Assert.Equal("testsuite", suite.Name.LocalName);
        Assert.NotEmpty(suite.Attribute("name")!.Value);
        XElement[] cases = [.. suite.Elements("testcase")];

        // Warnings about the configuration stand behind the cases.
        Assert.All(suite.Elements().Skip(cases.Length), static part => Assert.Equal("system-err", part.Name.LocalName));
        Assert.All(cases, static @case =>
        {
            Assert.NotEmpty(@case.Attribute("name")!.Value);
            Assert.NotEmpty(@case.Attribute("classname")!.Value);
            Assert.All(@case.Elements(), static part => Assert.Contains(part.Name.LocalName, new[] { "failure", "system-out" }));
            Assert.All(@case.Elements("failure"), static failure =>
            {
                Assert.NotEmpty(failure.Attribute("message")!.Value);
                Assert.NotEmpty(failure.Attribute("type")!.Value);
            });
        });
        Assert.Equal(cases.Length, Number(suite, "tests"));
        Assert.Equal(cases.Count(static @case => @case.Elements("failure").Any()), Number(suite, "failures"));
        Assert.Equal(0, Number(suite, "errors"));
    }

    private static void CheckPlace(JsonElement place, TemporaryDirectory directory)
    {
        string uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
        string file = directory.At(Uri.UnescapeDataString(uri));
        Assert.True(File.Exists(file), uri);
        JsonElement region = place.GetProperty("region");
        string[] lines = File.ReadAllLines(file);
        int line = region.GetProperty("startLine").GetInt32();
        Assert.InRange(line, 1, lines.Length);
        Assert.InRange(region.GetProperty("startColumn").GetInt32(), 1, lines[line - 1].Length + 1);
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static string Report(TemporaryDirectory directory, string format, params string[] words)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path, Input = Configuration("from-input") }
            .Run(["diff", .. words, "--format", format]);
        Assert.True(run.ExitCode is ExitCode.Done or ExitCode.Different, run.ToString());
        return run.Output;
    }

    private static TemporaryDirectory Prepared()
    {
        TemporaryDirectory directory = new();
        directory.Write("old.nix", Configuration("old"));
        directory.Write("a b.nix", Configuration("n\u00e9w \\u0001"));
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run("translate", "old.nix", "-o", "tree");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        return directory;
    }

    private static string Configuration(string value) => $$"""
        {
          system.stateVersion = "24.05";
          virtualisation.oci-containers.containers.web = {
            image = "nginx:1";
            environment = { GREETING = "{{value}}"; };
            volumes = [ "/srv/{{value.Length}}:/data" ];
          };
          virtualisation.oci-containers.containers.{{value[..1]}}.image = "busybox:1";
          systemd.services.podman-web = { description = "{{value}}"; serviceConfig.User = "u{{value.Length}}"; };
        }
        """;
}
