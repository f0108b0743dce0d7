using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Configuration;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci translate</c>: writes the systemd units that NixOS would make of a configuration.</summary>
internal sealed class TranslateCommand() : CommandDefinition(
    "translate",
    "Write the systemd units that NixOS would make of a configuration.",
    [
        ("nixoci translate configuration.nix", "Prints the units for this kind of host, each under a line with its path."),
        ("nixoci translate configuration.nix -o tree", "Writes them below the directory tree, with a manifest of where each comes from."),
        ("nixoci translate configuration.nix -o tree --report report.md", "Reports as well what the host must have and what has no effect."),
        ("nixoci translate configuration.nix --for nixos", "Prints what NixOS itself would write, store hashes masked."),
        ("nixoci translate .#web", "Takes the host web of the flake in this directory."),
        ("nixoci translate - < configuration.nix", "Reads the configuration from standard input."),
    ])
{
    private const string HostLayoutName = "host";
    private const string NixosLayoutName = "nixos";

    private readonly Option<string> _output = new("-o", "--output")
    {
        HelpName = "DIR",
        Description = "Write files below the directory DIR instead of printing them. DIR is new, empty, or from an earlier run; "
            + "what others put there since then stays.",
    };

    private readonly Option<string> _for = new("--for")
    {
        HelpName = HostLayoutName + "|" + NixosLayoutName,
        Description = "What the files are for: a common Linux host, or the very texts of NixOS.",
        DefaultValueFactory = static _ => HostLayoutName,
    };

    private OutputLimit? _limit;
    private LintOptions? _lints;

    public override void Configure(Command command, CommandContext context)
    {
        _for.AcceptOnlyFromAmong(HostLayoutName, NixosLayoutName);
        command.Add(_output);
        command.Add(_for);
        _limit = new OutputLimit(command);
        ReleaseOption release = new(command);
        HostOptions host = new(command);
        ConfigurationOptions configuration = new(command, context);
        ReportOptions reports = new(command);
        _lints = new LintOptions(command, "Write", "nothing is written");
        command.SetAction(parsed => configuration.Run(parsed, () =>
        {
            reports.Check(parsed, parsed.GetValue(_output), context);
            Translation translation = configuration.Translate(parsed, release.Asked(parsed));
            ReleaseOption.Announce(translation.Choice, context);
            Layout layout = parsed.GetValue(_for) == HostLayoutName ? new HostLayout(host.Settings(parsed)) : new NixosLayout();
            return Write(parsed, translation, layout, reports, configuration.Directory(parsed), context);
        }));
    }

    private int Write(
        ParseResult parsed, Translation translation, Layout layout, ReportOptions reports, string sources, CommandContext context)
    {
        LaidOutFiles files = layout.Arrange(translation.Units);
        _limit!.Check(parsed, files.Tree);
        TranslationReport report = new(translation, files, _lints!.Of(parsed, translation), context);
        if (_lints.Refuse(parsed, report.Lints, context)) return ExitCode.InputIsWrong;
        using PendingReport pending = reports.Prepare(parsed, report, context);

        // Nothing is written before all of it is known to be right.
        if (parsed.GetValue(_output) is { } directory)
        {
            Manifest manifest = new ManifestBuilder(new UnitOrigins(translation), sources).Build(files, layout, translation.Choice.Release.Name);
            LimitWatch.Finish();
            TreeWriter.Write(files.Tree, manifest, context.FullPath(directory));
        }
        else
        {
            LimitWatch.Finish();
            BufferedStream output = new(context.Output, 1 << 15);
            TreePrinter.Print(files.Tree, layout.Root, output);
            output.Flush();
        }

        pending.Put();
        AssumptionNotes.Write(translation, context);
        ErrorRenderer errors = new(context, showTrace: false);
        foreach (string warning in files.Warnings) errors.WriteWarning(ByteText.ToUnicode(warning));
        ReportOptions.Tell(report, context);
        return ExitCode.Done;
    }
}
