using System.CommandLine;
using NixOci.Hosts.Installation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci rollback</c>: puts an earlier generation in force again.</summary>
internal sealed class RollbackCommand() : CommandDefinition(
    "rollback",
    "Put an earlier generation of this host's units in force again.",
    [
        ("nixoci rollback", "Goes back to the generation before the one in force."),
        ("nixoci rollback 3", "Puts generation 3 in force, which nixoci generations lists."),
    ])
{
    private readonly Argument<int?> _number = new("N")
    {
        Description = "The generation; without it, the one before the one in force.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public override void Configure(Command command, CommandContext context)
    {
        _number.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int number) || number < 1))
            {
                result.AddError($"'{result.Tokens[0].Value}' is not the number of a generation.");
            }
        });
        command.Add(_number);
        RootOption root = new(command);
        command.SetAction(parsed => GuardedRun.Run(context, showTrace: false, () =>
        {
            context.Tell("going back");
            Installer installer = RootOption.InstallerOf(root.Host(parsed, context));
            return new InstallationReport(context).Done(installer.Rollback(parsed.GetValue(_number)));
        }));
    }
}
