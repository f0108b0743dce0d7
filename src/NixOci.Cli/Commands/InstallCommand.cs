using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Hosts.Installation;
using NixOci.Hosts.Installation.Preflight;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci install</c>: puts the units of a configuration, or of a tree, in force on a host.</summary>
internal sealed class InstallCommand() : CommandDefinition(
    "install",
    "Install the units of a configuration on this host, with the fewest restarts.",
    [
        ("nixoci install configuration.nix", "Translates the configuration and puts its units in force."),
        ("nixoci install tree", "Installs a tree that nixoci translate -o tree wrote, perhaps on another machine."),
        ("nixoci install --dry-run tree", "Says what would be stopped, started and restarted, and what stands in the way."),
        ("nixoci install --root /mnt tree", "Installs below /mnt, as into an image that is being built."),
    ])
{
    private readonly Option<bool> _dryRun = new("--dry-run", "-n") { Description = "Change nothing; say what would be done." };
    private readonly Option<bool> _force = new("--force") { Description = "Install though checks of the host fail." };
    private readonly Option<string[]> _skip = new("--skip-preflight")
    {
        HelpName = "CHECK",
        Description = "Leave a check of the host out: " + string.Join(", ", PreflightChecks.Names) + ".",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public override void Configure(Command command, CommandContext context)
    {
        _skip.AcceptOnlyFromAmong([.. PreflightChecks.Names]);
        command.Add(_dryRun);
        RootOption root = new(command);
        command.Add(_force);
        command.Add(_skip);
        ReleaseOption release = new(command);
        HostOptions settings = new(command);
        OutputLimit limit = new(command);
        LintOptions lintOptions = new(command, "Install", "nothing is installed");
        ConfigurationOptions configuration = new(command, context, ("TREE", "Or a directory that nixoci translate -o wrote."));
        command.SetAction(parsed => configuration.Run(parsed, () =>
        {
            HostRoot host = root.Host(parsed, context);
            IReadOnlyList<string> names = configuration.Names(parsed);
            string source = string.Join(' ', names);
            if (names.Count == 1 && IsTree(source, context)) return Install(parsed, host, GenerationTree.Read(context.FullPath(source)), source, context);
            Translation translation = configuration.Translate(parsed, release.Asked(parsed));
            ReleaseOption.Announce(translation.Choice, context);
            HostLayout layout = new(settings.Settings(parsed));
            LaidOutFiles files = layout.Arrange(translation.Units);
            limit.Check(parsed, files.Tree);
            IReadOnlyList<Lint> lints = lintOptions.Of(parsed, translation);
            if (lintOptions.Refuse(parsed, lints, context)) return ExitCode.InputIsWrong;
            ManifestBuilder manifest = new(new UnitOrigins(translation), configuration.Directory(parsed));
            GenerationTree tree = GenerationTree.Of(files.Tree, manifest.Build(files, layout, translation.Choice.Release.Name));
            foreach (string warning in files.Warnings) new ErrorRenderer(context, showTrace: false).WriteWarning(ByteText.ToUnicode(warning));
            AssumptionNotes.Write(translation, context);
            LintNotes.Write(lints, context);
            LimitWatch.Finish();
            return Install(parsed, host, tree, source, context);
        }));
    }

    private static bool IsTree(string source, CommandContext context)
        => source != SourceReader.StandardInput && File.Exists(Path.Combine(context.FullPath(source), Manifest.FileName));

    private int Install(ParseResult parsed, HostRoot host, GenerationTree tree, string source, CommandContext context)
    {
        bool isDryRun = parsed.GetValue(_dryRun);
        context.Tell("installing " + source);
        Installer installer = RootOption.InstallerOf(host);
        bool mayInstall = Check(parsed, host, installer, tree, context);
        InstallationReport report = new(context);
        if (isDryRun)
        {
            report.Preview(installer.Preview(tree));
            return mayInstall ? ExitCode.Done : ExitCode.InputIsWrong;
        }

        return mayInstall ? report.Done(installer.Install(tree, source)) : ExitCode.InputIsWrong;
    }

    private bool Check(ParseResult parsed, HostRoot host, Installer installer, GenerationTree tree, CommandContext context)
    {
        HashSet<string> skipped = [.. parsed.GetValue(_skip) ?? []];
        IProgramRunner? programs = host.IsThisHost ? new ProgramRunner() : null;
        ErrorRenderer errors = new(context, showTrace: false);
        int hindrances = 0;
        foreach (Finding finding in PreflightChecks.Run(host, programs, installer, tree, skipped))
        {
            string text = $"{finding.Message}\n{finding.Advice} [{finding.Check}]";
            bool isHindrance = finding.IsError && (!parsed.GetValue(_force) || finding.Check == PreflightChecks.Clash);
            if (isHindrance) errors.Write(text);
            else errors.WriteWarning(text);
            if (isHindrance) hindrances++;
        }

        if (hindrances > 0)
        {
            context.Error.WriteLine("Nothing was changed. '--skip-preflight CHECK' leaves a check out, '--force' installs in spite of all but clashes.");
        }

        return hindrances == 0;
    }
}
