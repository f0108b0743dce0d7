using System.CommandLine;
using System.Text;
using NixOci.Cli.Documentation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci man</c>: prints the manual page.</summary>
internal sealed class ManCommand() : CommandDefinition(
    "man",
    "Print the manual page of nixoci.",
    [
        ("nixoci man | man -l -", "Shows the manual page."),
        ("nixoci man > /usr/local/share/man/man1/nixoci.1", "Installs it."),
    ])
{
    public override void Configure(Command command, CommandContext context)
        => command.SetAction(_ => GuardedRun.Run(context, showTrace: false, () =>
        {
            string page = ManPage.Write(DocumentedCommand.All(context), CommandLine.Description, CommandLine.Version);
            context.Output.Write(Encoding.UTF8.GetBytes(page));
            return ExitCode.Done;
        }));
}
