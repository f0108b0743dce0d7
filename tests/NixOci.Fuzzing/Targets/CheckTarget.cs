using System.Text.Json;
using System.Xml;
using NixOci.Cli.Reports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using NixOci.Systemd.Comparison;

namespace NixOci.Fuzzing;

/// <summary>The comparison of trees with what configurations are translated to, and its reports.</summary>
internal static class CheckTarget
{
    private const int LongestTree = 12_000;

    private static readonly string[] Configurations =
    [
        "translate/three-services", "translate/docker-migration", "translate/unit-kinds", "translate/images-and-files",
        "definitions/services", "releases/run-line", "releases/pre-start",
        "releases/login", "releases/service-name", "real/written-script", "real/own-bridge", "hostile/name-has-specifier",
        "hostile/variable-has-line-break", "hostile/setting-ends-in-backslash",
    ];

    private static readonly IReportFormat[] Formats = [new TextReport(), new JsonReport(), new SarifReport(), new JunitReport(), new GitHubReport()];

    private static readonly Lazy<IReadOnlyDictionary<string, FileTree>> Translated = new(Translate);

    private static readonly Lazy<IReadOnlyList<string>> TreeSeeds = new(static () =>
    [
        .. Translated.Value.Select(static tree => TreeText.Of(tree.Value, tree.Key).Write()).Where(static text => text.Length <= LongestTree),
        .. Seeds.CorpusOf(Seeds.TreeExtension),
    ]);

    /// <summary>The target.</summary>
    public static FuzzTarget Instance { get; } = new(
        "check",
        Seeds.TreeExtension,
        static () => Mutations.Of(TreeSeeds.Value, UnitEdits.Pieces, new TreeEdits(TreeSeeds.Value, [.. Translated.Value.Keys]).Apply, LongestTree),
        Run);

    private static void Run(string text)
    {
        try
        {
            Compare(TreeText.Read(text));
        }
        catch (IOException)
        {
            // An error for people, such as one about a list of links that is no JSON.
        }
    }

    private static void Compare(TreeText input)
    {
        if (!Translated.Value.TryGetValue(input.Against, out FileTree? expected)) expected = Translated.Value.First().Value;
        UnitSet left = UnitSets.Read(expected, "configuration"), right = UnitSets.Read(input.Files(), "host");
        IReadOnlyList<UnitResult> results = SetComparison.CompareWithPlace(left, right, ignoresVersions: false);
        byte[] report = Reports(results);
        UnitSet again = UnitSets.Read(input.Files(), "host");
        if (!report.AsSpan().SequenceEqual(Reports(SetComparison.CompareWithPlace(left, again, ignoresVersions: false))))
        {
            throw new BrokenPromiseException("two comparisons give different reports");
        }

        foreach (UnitResult result in SetComparison.CompareAll(right, again, ignoresVersions: true))
        {
            foreach (Difference difference in result.Differences)
            {
                if (difference.Rule == DifferenceRule.UnitUnreadable) continue;
                throw new BrokenPromiseException($"a tree differs from itself: {Tell(difference)}");
            }
        }

        CheckSymmetry(left, right);
        CheckAddition(left, right);
    }

    /// <summary>What is found from one side is found from the other.</summary>
    private static void CheckSymmetry(UnitSet left, UnitSet right)
    {
        List<string> there = Differences(left, right, static difference => difference);
        List<string> back = Differences(right, left, static difference => difference with { Left = difference.Right, Right = difference.Left });
        if (!there.SequenceEqual(back, StringComparer.Ordinal))
        {
            string only = string.Join('\n', there.Except(back)), onlyBack = string.Join('\n', back.Except(there));
            throw new BrokenPromiseException($"from the other side other differences are found:\n{only}\nand\n{onlyBack}");
        }
    }

    private static List<string> Differences(UnitSet left, UnitSet right, Func<Difference, Difference> seen)
    {
        List<string> all = [];
        foreach (UnitResult result in SetComparison.CompareAll(left, right, ignoresVersions: false))
        {
            foreach (Difference difference in result.Differences) all.Add(Tell(seen(difference)));
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    private static string Tell(Difference difference)
    {
        // What is missing on one side is superfluous on the other.
        string rule = difference.Rule == DifferenceRule.UnitExtra ? DifferenceRule.UnitMissing.Id : difference.Rule.Id;
        return $"{difference.Unit} {rule} {difference.Class} {difference.Setting}: {difference.Left} | {difference.Right}";
    }

    /// <summary>No text hides a command that stands in a drop-in behind it.</summary>
    private static void CheckAddition(UnitSet left, UnitSet right)
    {
        Dictionary<string, ComparedUnit> units = new(StringComparer.Ordinal);
        foreach ((string name, ComparedUnit unit) in right.Units)
        {
            units.Add(name, unit with { DropIns = [.. unit.DropIns, new UnitFragment("/added.conf", "[Service]\nExecStartPre=/added\n")] });
        }

        UnitSet added = right with { Units = units };
        foreach (UnitResult result in SetComparison.CompareAll(left, added, false))
        {
            if (result.Differences.Count == 0 && units.TryGetValue(result.Name, out ComparedUnit? unit) && !unit.IsMasked)
            {
                throw new BrokenPromiseException($"what was added to {result.Name} is not found");
            }
        }
    }

    /// <summary>The report in every format; those for programs can be read, and none steers a terminal.</summary>
    private static byte[] Reports(IReadOnlyList<UnitResult> results)
    {
        ComparisonReport report = new()
        {
            Left = "configuration",
            Right = "host",
            ConfigurationFile = "configuration.nix",
            WorkingDirectory = LanguageTargets.Directory,
            Units = [.. results.Select(static result => new ReportedUnit(
                result.Name, [.. result.Differences.Select(static difference => new ReportedDifference(difference, default, true))]))],
            Accepted = 0,
            Unmet = 0,
        };
        using MemoryStream all = new();
        foreach (IReportFormat format in Formats)
        {
            using MemoryStream one = new();
            format.Write(report, one, hasColors: false);
            byte[] bytes = one.ToArray();
            if (bytes.AsSpan().ContainsAnyInRange((byte)0, (byte)8) || bytes.Contains((byte)0x1b))
            {
                throw new BrokenPromiseException($"the report {format.Name} steers a terminal");
            }

            Read(format.Name, bytes);
            all.Write(bytes);
        }

        return all.ToArray();
    }

    private static void Read(string format, byte[] report)
    {
        try
        {
            if (format is "json" or "sarif") JsonDocument.Parse(report).Dispose();
            if (format == "junit") new XmlDocument().Load(new MemoryStream(report));
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            throw new BrokenPromiseException($"the report {format} cannot be read: {e.Message}");
        }
    }

    private static Dictionary<string, FileTree> Translate() => EvalStack.Run(static () =>
    {
        Dictionary<string, FileTree> trees = new(StringComparer.Ordinal);
        foreach (string name in Configurations)
        {
            NixpkgsSource nixpkgs = new(ReleaseChoice.Of(NixosReleases.Latest), new Unknowns(areAssumed: true));
            Interpreter interpreter = new(new InterpreterOptions
            {
                Files = nixpkgs.View(FileView.Unrestricted),
                HostFiles = nixpkgs.HostFiles(),
                HostDirectories = [NixpkgsHost.ModulesPath],
                HostSearchPath = [NixpkgsHost.SearchPath],
                Messages = TextWriter.Null,
            });
            NixPath module = new(ByteText.FromUnicode(Seeds.Fixture(name + "/configuration.nix")));
            Translation translation = new NixosSystem(nixpkgs.Settings(interpreter), [module]).Translate();
            foreach (Layout layout in (Layout[])[new HostLayout(), new NixosLayout()])
            {
                trees.Add($"{name} {layout.Name}", layout.Arrange(translation.Units).Tree);
            }
        }

        return trees;
    });
}
