using System.CommandLine;
using NixOci.Cli.Reports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Cli.Commands;

/// <summary>Tells what changes in a configuration's units where the system is changed from one release to another.</summary>
/// <param name="evaluation">How configurations are evaluated.</param>
/// <param name="context">Where the command runs.</param>
internal sealed class Upgrade(EvaluationOptions evaluation, CommandContext context)
{
    /// <summary>Runs the comparison: its exit code tells whether any unit changes.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="from">The release that the system has.</param>
    /// <param name="to">The release that it shall have.</param>
    /// <param name="configuration">The configuration, as the command line names it.</param>
    /// <param name="isJson">Whether the report is for programs; null for a form that there is none of.</param>
    public int Run(ParseResult parsed, ContainerRelease from, ContainerRelease to, string configuration, bool? isJson)
    {
        bool isEqual = false;
        int code = evaluation.Run(parsed, () =>
        {
            if (isJson is not { } forPrograms) throw new UsageException("what changes between releases is reported as text or as json");
            IReadOnlyList<UnitUpgrade> upgrades = UpgradeComparison.Compare(Stages(parsed, from, to, Module(configuration)));
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

    private Func<Interpreter, Value> Module(string configuration)
    {
        SourceReader reader = new(context);
        if (configuration == SourceReader.StandardInput)
        {
            SourceFile source = reader.Read(configuration);
            return interpreter => NixosSystem.ModuleFrom(source, interpreter);
        }

        NixPath path = new(ByteText.FromUnicode(reader.FindFile(configuration)));
        return _ => path;
    }

    private List<UpgradeStage> Stages(ParseResult parsed, ContainerRelease from, ContainerRelease to, Func<Interpreter, Value> module)
    {
        // What the configuration has to say, it says once: for the release that the system shall have.
        InterpreterOptions told = evaluation.Create(parsed), silent = evaluation.Create(parsed, messages: TextWriter.Null);
        UpgradeStage last = Stage([], to, to.Name, module, told);
        List<UpgradeStage> stages = [Stage([], from, from.Name, module, silent)];
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
                stages.Add(Stage(pending, steps[i].State, steps[i].Release.Name, module, silent));
                pending = [];
            }
            catch (NixException)
            {
                // No release is quite like this; what is an error in between is told together with what comes next.
            }
        }

        return stages;
    }

    private static UpgradeStage Stage(
        IReadOnlyList<ReleaseStep> steps, ContainerRelease release, string name, Func<Interpreter, Value> module, InterpreterOptions options)
    {
        try
        {
            Interpreter interpreter = new(options);
            return new UpgradeStage(steps, new NixosSystem(interpreter, ReleaseChoice.Of(release), module(interpreter)).BuildUnits());
        }
        catch (NixException e)
        {
            e.AddTrace(default, $"while translating the configuration as NixOS {name} does");
            throw;
        }
    }
}
