using System.CommandLine;
using System.Globalization;
using NixOci.Hosts.Installation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci generations</c>: lists what was installed on a host.</summary>
internal sealed class GenerationsCommand() : CommandDefinition(
    "generations",
    "List the generations of this host's units.",
    [
        ("nixoci generations", "Lists them with their times; a star marks the one in force."),
        ("nixoci generations --keep 5", "Forgets all but the five newest and the one in force."),
    ])
{
    private readonly Option<int?> _keep = new("--keep")
    {
        HelpName = "N",
        Description = "Forget all but the N newest generations and the one in force.",
    };

    public override void Configure(Command command, CommandContext context)
    {
        _keep.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int number) || number < 0))
            {
                result.AddError($"Option '--keep' takes a number, not '{result.Tokens[0].Value}'.");
            }
        });
        command.Add(_keep);
        RootOption root = new(command);
        command.SetAction(parsed => GuardedRun.Run(context, showTrace: false, () =>
        {
            Installer installer = RootOption.InstallerOf(root.Host(parsed, context));
            if (parsed.GetValue(_keep) is { } count) installer.Prune(count);
            InstallationReport report = new(context);
            int current = installer.CurrentNumber;
            foreach (Generation generation in installer.Generations)
            {
                string mark = generation.Number == current ? "*" : " ";
                string time = generation.Created.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
                report.Line($"{mark} {generation.Number,4}  {time}  {generation.Manifest.Entries.Count,5} files  {generation.Description}");
            }

            return ExitCode.Done;
        }));
    }
}
