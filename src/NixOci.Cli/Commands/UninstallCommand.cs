using System.CommandLine;
using NixOci.Hosts.Installation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci uninstall</c>: removes all that was installed on a host.</summary>
internal sealed class UninstallCommand() : CommandDefinition(
    "uninstall",
    "Stop and remove all units that nixoci installed on this host.",
    [
        ("nixoci uninstall", "Stops the units, removes them, and forgets all generations."),
        ("nixoci uninstall --keep-generations", "Leaves the generations, so that nixoci rollback N can bring one back."),
    ])
{
    private readonly Option<bool> _keep = new("--keep-generations") { Description = "Do not forget what was installed." };

    public override void Configure(Command command, CommandContext context)
    {
        command.Add(_keep);
        RootOption root = new(command);
        command.SetAction(parsed => GuardedRun.Run(context, showTrace: false, () =>
        {
            context.Tell("uninstalling");
            Installer installer = RootOption.InstallerOf(root.Host(parsed, context));
            return new InstallationReport(context).Done(installer.Uninstall(forget: !parsed.GetValue(_keep)));
        }));
    }
}
