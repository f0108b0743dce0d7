using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Containers.Configuration;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci translate</c>: writes the systemd units that NixOS would make of a configuration.</summary>
internal sealed class TranslateCommand() : CommandDefinition(
    "translate",
    "Write the systemd units that NixOS would make of a configuration.",
    [
        ("nixoci translate configuration.nix", "Prints the units for this kind of host, each under a line with its path."),
        ("nixoci translate configuration.nix -o tree", "Writes them below the directory tree, to be copied to / as they lie there."),
        ("nixoci translate configuration.nix --for nixos", "Prints what NixOS itself would write, store hashes masked."),
        ("nixoci translate .#web", "Takes the host web of the flake in this directory."),
        ("nixoci translate - < configuration.nix", "Reads the configuration from standard input."),
    ])
{
    private static readonly Layout[] Layouts = [new HostLayout(), new NixosLayout()];

    private readonly Option<string> _output = new("-o", "--output")
    {
        HelpName = "DIR",
        Description = "Write files below the directory DIR instead of printing them. DIR is new, empty, or from an earlier run.",
    };

    private readonly Option<string> _for = new("--for")
    {
        HelpName = Choices(Layouts, static layout => layout.Name),
        Description = "What the files are for: a common Linux host, or the very texts of NixOS.",
        DefaultValueFactory = static _ => Layouts[0].Name,
    };

    public override void Configure(Command command, CommandContext context)
    {
        _for.AcceptOnlyFromAmong([.. Layouts.Select(static layout => layout.Name)]);
        command.Add(_output);
        command.Add(_for);
        ReleaseOption release = new(command);
        ConfigurationOptions configuration = new(command, context);
        command.SetAction(parsed => configuration.Run(parsed, () =>
        {
            Translation translation = configuration.Translate(parsed, release.Asked(parsed));
            ReleaseOption.Announce(translation.Choice, context);
            return Write(parsed, translation, context);
        }));
    }

    private int Write(ParseResult parsed, Translation translation, CommandContext context)
    {
        Layout layout = Array.Find(Layouts, candidate => candidate.Name == parsed.GetValue(_for))!;
        LaidOutFiles files = layout.Arrange(translation.Units);

        // Nothing is written before all of it is known to be right.
        if (parsed.GetValue(_output) is { } directory)
        {
            TreeWriter.Write(files.Tree, layout.Manifest, context.FullPath(directory));
        }
        else
        {
            BufferedStream output = new(context.Output);
            TreePrinter.Print(files.Tree, layout.Root, output);
            output.Flush();
        }

        AssumptionNotes.Write(translation, context);
        foreach (string warning in files.Warnings) new ErrorRenderer(context, showTrace: false).WriteWarning(ByteText.ToUnicode(warning));
        return ExitCode.Done;
    }

    private static string Choices<T>(IEnumerable<T> choices, Func<T, string> name) => string.Join('|', choices.Select(name));
}
