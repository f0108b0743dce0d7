using System.CommandLine;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci diff</c>: in what the units of two configurations or places differ.</summary>
internal sealed class DiffCommand() : CommandDefinition(
    "diff",
    "Tell in what the units of two configurations or places differ.",
    [
        ("nixoci diff old.nix new.nix", "Compares the units that two configurations make."),
        ("nixoci diff tree /etc/systemd/system/podman-web.service", "Compares one unit of a host with that of a tree."),
        ("nixoci diff before after --json", "Compares two trees, for a program to read."),
        ("nixoci diff --release 24.05 --release 25.05 a.nix", "Tells what an upgrade of NixOS changes in the units, and why."),
    ])
{
    private readonly Argument<string> _left = new("A")
    {
        Description = "A configuration, a directory of units, a unit's file, the root of a host, a NixOS system, or a translated tree.",
    };

    private readonly Argument<string[]> _right = new("B")
    {
        Description = "The same, to be compared with A. With two releases, further modules of the one configuration, if any.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => ExitCode.OfComparisons;

    public override void Configure(Command command, CommandContext context)
    {
        WordValidation.RefuseOptions(_left);
        WordValidation.RefuseOptions(_right);
        command.Add(_left);
        command.Add(_right);
        ComparisonOptions options = new(command, mayUpgrade: true);
        ConfigurationEvaluation evaluation = new(command, context);
        command.Validators.Add(result =>
        {
            // With two releases there is one configuration, of as many modules as are named; with one or none there are two sides.
            if (options.IsUpgrade(result) || result.GetValue(_left) is null) return;
            int sides = (result.GetValue(_right) ?? []).Length + 1;
            if (sides == 1) result.AddError("Required argument missing for command: 'diff'.");
            else if (sides > 2) result.AddError("Two sides are compared; a configuration of several modules is a file that imports them.");
        });
        command.SetAction(parsed => options.Upgrade(parsed) is { } releases
            ? new Upgrade(evaluation, options.Lints, context).Run(
                parsed, releases.From, releases.To, [parsed.GetValue(_left)!, .. parsed.GetValue(_right) ?? []], options.IsJson(parsed))
            : new Comparison(options, evaluation, context).Run(
                parsed, [parsed.GetValue(_left)!], parsed.GetValue(_right)![0], leftIsConfiguration: false));
    }
}
