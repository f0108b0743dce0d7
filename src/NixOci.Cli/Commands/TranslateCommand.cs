using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci translate</c>: writes the systemd units that NixOS would make of a configuration.</summary>
internal sealed class TranslateCommand() : CommandDefinition(
    "translate",
    "Write the systemd units that NixOS would make of a configuration.",
    [
        ("nixoci translate configuration.nix", "Prints the units for this kind of host, each under a line with its path."),
        ("nixoci translate configuration.nix -o tree", "Writes them below the directory tree, to be copied to / as they lie there."),
        ("nixoci translate configuration.nix --for nixos", "Prints what NixOS itself would write, store hashes masked."),
        ("nixoci translate - < configuration.nix", "Reads the configuration from standard input."),
    ])
{
    private static readonly Layout[] Layouts = [new HostLayout(), new NixosLayout()];

    private readonly Argument<string> _configuration = new("CONFIG")
    {
        Description = "The configuration: a NixOS module; - is standard input, a directory means its default.nix.",
    };

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

    private readonly Option<string> _release = new("--release")
    {
        HelpName = Choices(ContainerRelease.All, static release => release.Name),
        Description = "The NixOS release that is followed.",
        DefaultValueFactory = static _ => ContainerRelease.Seed.Name,
    };

    public override void Configure(Command command, CommandContext context)
    {
        _for.AcceptOnlyFromAmong([.. Layouts.Select(static layout => layout.Name)]);
        _release.AcceptOnlyFromAmong([.. ContainerRelease.All.Select(static release => release.Name)]);
        WordValidation.RefuseOptions(_configuration);
        command.Add(_configuration);
        command.Add(_output);
        command.Add(_for);
        command.Add(_release);
        EvaluationOptions evaluation = new(command, context);
        command.SetAction(parsed => GuardedRun.Run(
            context, evaluation.ShowTrace(parsed), () => Translate(parsed, new Interpreter(evaluation.Create(parsed)), context)));
    }

    private int Translate(ParseResult parsed, Interpreter interpreter, CommandContext context)
    {
        ContainerRelease release = ContainerRelease.Find(parsed.GetValue(_release)!)!;
        Layout layout = Array.Find(Layouts, candidate => candidate.Name == parsed.GetValue(_for))!;
        Value module = Module(parsed.GetValue(_configuration)!, interpreter, context);
        LaidOutFiles files = layout.Arrange(new NixosSystem(interpreter, release, module).BuildUnits());

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

        foreach (string warning in files.Warnings) new ErrorRenderer(context, showTrace: false).WriteWarning(ByteText.ToUnicode(warning));
        return ExitCode.Done;
    }

    private static Value Module(string name, Interpreter interpreter, CommandContext context)
    {
        SourceReader reader = new(context);
        if (name == SourceReader.StandardInput) return NixosSystem.ModuleFrom(reader.Read(name), interpreter);
        return new NixPath(ByteText.FromUnicode(reader.FindFile(name)));
    }

    private static string Choices<T>(IEnumerable<T> choices, Func<T, string> name) => string.Join('|', choices.Select(name));
}
