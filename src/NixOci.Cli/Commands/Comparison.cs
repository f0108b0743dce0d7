using System.CommandLine;
using NixOci.Cli.Reports;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Comparison;
using NixOci.Containers.Lints;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Layouts;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Commands;

/// <summary>Compares two sides and reports what differs.</summary>
/// <param name="options">What the command line asks for.</param>
/// <param name="evaluation">How configurations are evaluated.</param>
/// <param name="context">Where the command runs.</param>
internal sealed class Comparison(ComparisonOptions options, ConfigurationEvaluation evaluation, CommandContext context)
{
    /// <summary>Runs a comparison: its exit code tells whether the sides are equal.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="left">What should be: a word, or those of one configuration.</param>
    /// <param name="right">What is.</param>
    /// <param name="leftIsConfiguration">Whether the left side can only be a configuration.</param>
    public int Run(ParseResult parsed, IReadOnlyList<string> left, string right, bool leftIsConfiguration)
    {
        bool isEqual = false;
        int code = evaluation.Run(parsed, () =>
        {
            if (Compare(parsed, left, right, leftIsConfiguration) is not { } found) return ExitCode.InputIsWrong;
            isEqual = found;
            return ExitCode.Done;
        });
        if (code != ExitCode.Done) return ExitCode.NotCompared;
        return isEqual ? ExitCode.Done : ExitCode.Different;
    }

    /// <summary>Whether the sides are equal; null where that is not told because of warnings that are errors.</summary>
    private bool? Compare(ParseResult parsed, IReadOnlyList<string> leftNames, string rightName, bool leftIsConfiguration)
    {
        if (rightName == SourceReader.StandardInput && leftNames.Contains(SourceReader.StandardInput))
        {
            throw new UsageException("standard input cannot be both sides of a comparison");
        }

        Baseline baseline = ReadBaseline(parsed);
        evaluation.RefuseIdleOptions(parsed, [.. leftNames, rightName]);
        ComparedSide left = Open(parsed, leftNames, leftIsConfiguration), right = Open(parsed, [rightName], mustBeConfiguration: false);
        bool usesStore = left.UsesStore(right) || right.UsesStore(left) || (left.Translation is not null && right.Translation is not null);
        Layout layout = options.Layout(parsed, usesStore);
        UnitSet leftUnits = left.Units(layout), rightUnits = right.Units(layout);
        List<Lint> lints = [];
        foreach (ComparedSide side in (ComparedSide[])[left, right])
        {
            if (side.Translation is not { } translation) continue;
            AssumptionNotes.Write(translation, context);
            lints.AddRange(options.Lints.Of(parsed, translation));
        }

        // Those of a kind are told together, and those of a file that both sides import once.
        lints = [.. lints.DistinctBy(static lint => (lint.Rule, lint.Message, lint.Position.ToString()))
            .OrderBy(static lint => lint.Rule.Code, StringComparer.Ordinal)];
        if (options.Lints.Refuse(parsed, lints, context)) return null;
        LintNotes.Write(lints, context);

        RefuseUnknownUnit(leftUnits, rightUnits);
        context.Tell($"comparing {left.Label} with {right.Label}");
        bool ignoresVersions = options.IgnoresVersions(parsed);
        IReadOnlyList<UnitResult> results = left.Translation is not null && right.Translation is null
            ? SetComparison.CompareWithPlace(leftUnits, rightUnits, ignoresVersions)
            : SetComparison.CompareAll(leftUnits, rightUnits, ignoresVersions);

        if (options.WriteBaseline(parsed) is { } file)
        {
            File.WriteAllBytes(context.FullPath(file), Baseline.Write(results.SelectMany(static result => result.Differences)));
        }

        ComparisonReport report = Report(parsed, results, left, right, baseline) with { Lints = lints };
        BufferedStream output = new(context.Output);
        options.Format(parsed).Write(report, output, context.HasColorsInOutput);
        output.Flush();
        return report.IsEqual || options.WriteBaseline(parsed) is not null;
    }

    private ComparedSide Open(ParseResult parsed, IReadOnlyList<string> names, bool mustBeConfiguration)
        => ComparedSide.Open(
            names,
            mustBeConfiguration,
            options.Root(parsed),
            options.Host(parsed).UnitDirectory,
            evaluation,
            configuration => evaluation.Translate(parsed, configuration, options.Release(parsed)),
            context);

    private Baseline ReadBaseline(ParseResult parsed)
        => options.Baseline(parsed) is { } file ? Baseline.Read(File.ReadAllBytes(context.FullPath(file)), file) : Baseline.Empty;

    /// <summary>Whoever asks for a single unit wants to hear of it.</summary>
    private static void RefuseUnknownUnit(UnitSet left, UnitSet right)
    {
        foreach ((UnitSet one, UnitSet other) in new[] { (left, right), (right, left) })
        {
            if (one.IsWhole) continue;
            foreach (string name in one.Units.Keys)
            {
                if (!other.Units.ContainsKey(name)) throw new IOException($"'{other.Label}' has no unit '{name}'");
            }
        }
    }

    private ComparisonReport Report(
        ParseResult parsed,
        IReadOnlyList<UnitResult> results,
        ComparedSide left,
        ComparedSide right,
        Baseline baseline)
    {
        ConfigurationOrigins? origins = (left.Translation ?? right.Translation) is { } translation ? new ConfigurationOrigins(translation) : null;
        DifferenceClass least = options.FailOn(parsed);
        int accepted = 0;
        List<ReportedUnit> units = new(results.Count);
        foreach (UnitResult result in results)
        {
            List<ReportedDifference> reported = [];
            foreach (Difference difference in result.Differences)
            {
                if (baseline.Accepts(difference)) accepted++;
                else reported.Add(new ReportedDifference(difference, origins?.Find(difference) ?? default, difference.Class >= least));
            }

            units.Add(new ReportedUnit(result.Name, reported));
        }

        ComparisonReport report = new()
        {
            Left = left.Label,
            Right = right.Label,
            ConfigurationFile = null,
            WorkingDirectory = context.WorkingDirectory,
            Units = units,
            Accepted = accepted,
            Unmet = baseline.Unmet,
        };
        return (left.File ?? right.File) is { } file ? report with { ConfigurationFile = report.Relative(file) } : report;
    }
}
