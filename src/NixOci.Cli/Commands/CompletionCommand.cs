using System.CommandLine;
using System.Text;
using NixOci.Cli.Documentation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci completion</c>: prints the script by which a shell completes command lines.</summary>
internal sealed class CompletionCommand() : CommandDefinition(
    "completion",
    "Print the script by which a shell completes command lines of nixoci.",
    [
        ("source <(nixoci completion bash)", "Completes command lines in this bash; the line belongs into ~/.bashrc."),
        ("nixoci completion zsh > \"${fpath[1]}/_nixoci\"", "Completes command lines in every zsh from now on."),
        ("nixoci completion fish > ~/.config/fish/completions/nixoci.fish", "Completes command lines in every fish from now on."),
    ])
{
    private static readonly (string Name, Func<IReadOnlyList<DocumentedCommand>, string> Write)[] Shells =
        [("bash", BashCompletion.Write), ("zsh", ZshCompletion.Write), ("fish", FishCompletion.Write)];

    private readonly Argument<string> _shell = new("SHELL")
    {
        Description = "The shell: " + string.Join(", ", Shells.Select(static shell => shell.Name)) + ".",
    };

    public override void Configure(Command command, CommandContext context)
    {
        _shell.AcceptOnlyFromAmong([.. Shells.Select(static shell => shell.Name)]);
        command.Add(_shell);
        command.SetAction(parsed => GuardedRun.Run(context, showTrace: false, () =>
        {
            string script = Array.Find(Shells, shell => shell.Name == parsed.GetValue(_shell)).Write(DocumentedCommand.All(context));
            context.Output.Write(Encoding.UTF8.GetBytes(script));
            return ExitCode.Done;
        }));
    }
}
