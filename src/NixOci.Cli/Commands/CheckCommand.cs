using System.CommandLine;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci check</c>: whether the units of a host are what its configuration says.</summary>
internal sealed class CheckCommand() : CommandDefinition(
    "check",
    "Tell whether the units of a host are what its configuration says.",
    [
        ("nixoci check configuration.nix --against /etc/systemd/system", "Compares a host's units with those that the configuration makes."),
        ("nixoci check configuration.nix --against /run/current-system", "The same on NixOS."),
        ("nixoci check .#web --against tree", "Compares a tree with the host web of the flake in this directory."),
        ("nixoci check configuration.nix --against tree --format github", "Compares with a tree in CI, and annotates the configuration."),
        ("nixoci check configuration.nix --against tree --write-baseline accepted.json", "Accepts all differences of today."),
        ("nixoci check configuration.nix --against tree --baseline accepted.json", "Tells only what has come since."),
    ])
{
    private readonly Option<string> _against = new("--against")
    {
        HelpName = "PATH",
        Description = "What is compared: a directory of units, a unit's file, the root of a host, a NixOS system, a tree that "
            + "'nixoci translate -o' wrote, or another configuration.",
        Required = true,
    };

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => ExitCode.OfComparisons;

    public override void Configure(Command command, CommandContext context)
    {
        command.Add(_against);
        ComparisonOptions options = new(command);
        ConfigurationOptions configuration = new(command, context);
        command.SetAction(parsed => new Comparison(options, configuration.Evaluation, context).Run(
            parsed, configuration.Names(parsed), parsed.GetValue(_against)!, leftIsConfiguration: true));
    }
}
