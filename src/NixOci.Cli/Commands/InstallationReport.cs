using NixOci.Cli.Errors;
using NixOci.Hosts.Installation;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>Tells what an installation did.</summary>
/// <param name="context">Where the command runs.</param>
internal sealed class InstallationReport(CommandContext context)
{
    /// <summary>Tells what would be done.</summary>
    public void Preview(InstallationResult result)
    {
        if (result.Plan is not { } plan)
        {
            Line("nothing was changed; systemd would be told nothing, since it is not this host's");
            return;
        }

        List("would stop", plan.Stop, except: plan.Start);
        List("would restart", Restarted(plan));
        List("would reload", plan.Reload);
        List("would start", plan.Start, except: plan.Stop);
        List("would leave alone, though changed", plan.Skip);
        if (plan.IsEmpty) Line("no unit would be stopped, started or restarted");
    }

    /// <summary>Tells what was done; the result is the exit code.</summary>
    public int Done(InstallationResult result)
    {
        if (result.Plan is { } plan)
        {
            List("stopped", plan.Stop, except: plan.Start);
            List("restarted", Restarted(plan));
            List("reloaded", plan.Reload);
            List("started", plan.Start, except: plan.Stop);
            List("left alone, though changed", plan.Skip);
            if (plan.IsEmpty) Line("no unit had to be stopped, started or restarted");
        }

        Line(result.Number == 0 ? "nothing is installed any more" : $"generation {result.Number} is in force" + Before(result));
        ErrorRenderer errors = new(context, showTrace: false);
        foreach (string failure in result.Failures) errors.Write(failure);
        return result.Failures.Count == 0 ? ExitCode.Done : ExitCode.InputIsWrong;
    }

    /// <summary>Writes a line of output.</summary>
    public void Line(string text) => context.Output.Write(ByteText.ToBytes(ByteText.FromUnicode(text + "\n")));

    private static string Before(InstallationResult result) => result.Previous > 0 && result.Previous != result.Number ? $", before it {result.Previous} was" : "";

    private static SortedSet<string> Restarted(SwitchPlan plan)
    {
        SortedSet<string> restarted = new(plan.Stop, StringComparer.Ordinal);
        restarted.IntersectWith(plan.Start);
        restarted.UnionWith(plan.Restart);
        return restarted;
    }

    private void List(string what, SortedSet<string> units, SortedSet<string>? except = null)
    {
        List<string> shown = [];
        foreach (string unit in units)
        {
            if (except is null || !except.Contains(unit)) shown.Add(unit);
        }

        if (shown.Count > 0) Line($"{what}: {string.Join(", ", shown)}");
    }
}
