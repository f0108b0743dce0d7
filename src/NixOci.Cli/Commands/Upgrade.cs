using System.CommandLine;
using NixOci.Cli.Reports;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Language.Source;
using NixOci.Systemd.Collection;

namespace NixOci.Cli.Commands;

/// <summary>Tells what changes in a configuration's units where the system is changed from one release to another.</summary>
/// <param name="evaluation">How configurations are evaluated.</param>
/// <param name="lintOptions">Which warnings about the configuration are told.</param>
/// <param name="context">Where the command runs.</param>
internal sealed class Upgrade(ConfigurationEvaluation evaluation, LintOptions lintOptions, CommandContext context)
{
    /// <summary>Runs the comparison: its exit code tells whether any unit changes.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="from">The release that the system has.</param>
    /// <param name="to">The release that it shall have.</param>
    /// <param name="configuration">The words of the command line that name the configuration.</param>
    /// <param name="isJson">Whether the report is for programs; null for a form that there is none of.</param>
    public int Run(ParseResult parsed, ContainerRelease from, ContainerRelease to, IReadOnlyList<string> configuration, bool? isJson)
    {
        bool isEqual = false;
        int code = evaluation.Run(parsed, () =>
        {
            if (isJson is not { } forPrograms) throw new UsageException("what changes between releases is reported as text or as json");
            evaluation.RefuseIdleOptions(parsed, configuration);

            // What the configuration has to say, it says once: for the release that the system shall have.
            Translation told = evaluation.Translate(parsed, configuration, ReleaseChoice.Of(to));
            UnitCollection units = Units(told, to.Name);
            AssumptionNotes.Write(told, context);
            IReadOnlyList<Lint> lints = lintOptions.Of(parsed, told);
            if (lintOptions.Refuse(parsed, lints, context)) return ExitCode.InputIsWrong;
            LintNotes.Write(lints, context);
            IReadOnlyList<UnitUpgrade> upgrades = UpgradeComparison.Compare(Stages(parsed, from, to, configuration, units));
            isEqual = upgrades.Count == 0;
            BufferedStream output = new(context.Output);
            UpgradeReport report = new(from, to, upgrades);
            if (forPrograms) report.WriteJson(output);
            else report.WriteText(output, context.HasColorsInOutput);
            output.Flush();
            return ExitCode.Done;
        });
        if (code != ExitCode.Done) return ExitCode.NotCompared;
        foreach (ContainerRelease release in (ContainerRelease[])[from, to]) ReleaseOption.Announce(ReleaseChoice.Of(release), context);
        return isEqual ? ExitCode.Done : ExitCode.Different;
    }

    private List<UpgradeStage> Stages(
        ParseResult parsed, ContainerRelease from, ContainerRelease to, IReadOnlyList<string> configuration, UnitCollection units)
    {
        UpgradeStage last = new([], units);
        List<UpgradeStage> stages = [new([], Silent(from, from.Name))];
        IReadOnlyList<ReleaseStep> steps = ReleasePath.Between(from, to);
        List<ReleaseStep> pending = [];
        for (int i = 0; i < steps.Count; i++)
        {
            pending.Add(steps[i]);
            if (i == steps.Count - 1)
            {
                stages.Add(last with { Steps = pending });
                break;
            }

            try
            {
                stages.Add(new UpgradeStage(pending, Silent(steps[i].State, steps[i].Release.Name)));
                pending = [];
            }
            catch (NixException)
            {
                // No release is quite like this; what is an error in between is told together with what comes next.
            }
        }

        return stages;

        UnitCollection Silent(ContainerRelease release, string name)
            => Units(evaluation.Translate(parsed, configuration, ReleaseChoice.Of(release), TextWriter.Null), name);
    }

    private UnitCollection Units(Translation translation, string name)
    {
        try
        {
            context.Tell("evaluating as NixOS " + name);
            return translation.Units;
        }
        catch (NixException e)
        {
            e.AddTrace(default, $"while translating the configuration as NixOS {name} does");
            throw;
        }
    }
}
