using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Cli.Reports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Explanation;
using NixOci.Hosts.Layouts;
using NixOci.Language.Source;
using NixOci.Systemd.Collection;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci explain</c>: tells where the lines of a unit come from.</summary>
internal sealed class ExplainCommand() : CommandDefinition(
    "explain",
    "Tell where every line of a unit and every argument of its scripts comes from.",
    [
        ("nixoci explain podman-web.service", "Explains a unit of ./configuration.nix, with the scripts that it runs."),
        ("nixoci explain web Restart --config hosts/web.nix", "Explains one setting of a container's service."),
        ("nixoci explain web Service.ExecStart", "Explains a setting and the script behind it."),
        ("nixoci explain web --volume", "Explains the volumes that the container is run with; -v means the same."),
        ("nixoci explain '*' Restart", "Explains that setting of all units."),
        ("nixoci explain web --json", "Prints the explanation for programs."),
    ])
{
    private const string HostName = "host";
    private const string NixosName = "nixos";

    private readonly Argument<string> _unit = new("UNIT")
    {
        Description = "The unit, with or without its extension, the container whose service it is, or a pattern such as podman-*.",
    };

    private readonly Argument<string?> _key = new("KEY")
    {
        Description = "Explain nothing but this: a setting such as Restart or Service.Restart, a variable, or a flag such as --name.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _configuration = new("-c", "--config")
    {
        HelpName = "CONFIG",
        Description = "The configuration: NixOS modules, - for standard input, a directory with default.nix or flake.nix, or DIR#HOST for "
            + "a host of a flake.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = static _ => ["configuration.nix"],
    };

    private readonly Option<string> _for = new("--for")
    {
        HelpName = $"{HostName}|{NixosName}",
        Description = "How lines look: as on a common Linux host, or as NixOS has them.",
        DefaultValueFactory = static _ => HostName,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };

    public override void Configure(Command command, CommandContext context)
    {
        WordValidation.RefuseOptions(_unit);
        _for.AcceptOnlyFromAmong(HostName, NixosName);
        command.Add(_unit);
        command.Add(_key);
        command.Add(_configuration);
        command.Add(_for);
        command.Add(_json);
        ReleaseOption release = new(command);
        HostOptions host = new(command);
        ConfigurationEvaluation evaluation = new(command, context);
        command.SetAction(parsed => evaluation.Run(parsed, () =>
        {
            string[] names = parsed.GetValue(_configuration)!;
            evaluation.RefuseIdleOptions(parsed, names);
            Translation translation = evaluation.Translate(parsed, names, release.Asked(parsed));
            ReleaseOption.Announce(translation.Choice, context);
            HostLayout? layout = parsed.GetValue(_for) == HostName ? new HostLayout(host.Settings(parsed)) : null;
            return Explain(parsed, translation, layout, context);
        }));
    }

    private int Explain(ParseResult parsed, Translation translation, HostLayout? layout, CommandContext context)
    {
        ErrorRenderer errors = new(context, showTrace: false);
        string name = parsed.GetValue(_unit)!;
        IReadOnlyList<GeneratedUnit> units = UnitExplanation.Find(translation, ByteText.FromUnicode(name));
        if (units.Count == 0)
        {
            errors.Write(Unknown($"the configuration has no unit '{name}'", UnitExplanation.Near(translation, ByteText.FromUnicode(name))));
            return ExitCode.InputIsWrong;
        }

        string? key = parsed.GetValue(_key);
        LineFilter? filter = key is null ? null : new LineFilter(ByteText.FromUnicode(key));
        HashSet<string> near = [];
        List<ExplainedUnit> explained = [];
        foreach (GeneratedUnit unit in units)
        {
            IReadOnlyList<ExplainedLine> all = UnitExplanation.Explain(translation, unit), lines = filter?.Apply(all) ?? all;
            if (lines.Count > 0 || filter is null) explained.Add(new ExplainedUnit(unit, Show(unit, lines, layout)));
            else near.UnionWith(filter.Near(all));
        }

        if (explained.Count == 0)
        {
            errors.Write(Unknown($"nothing in {Names(units)} is called '{key}'", near));
            return ExitCode.InputIsWrong;
        }

        Write(parsed, new ExplanationReport(translation.Choice.Release.Name, explained, context.WorkingDirectory), context);
        return ExitCode.Done;
    }

    private static string Names(IReadOnlyList<GeneratedUnit> units)
        => units.Count == 1 ? $"'{ByteText.ToUnicode(units[0].Name)}'" : "these units";

    private static ShownLine[] Show(GeneratedUnit unit, IReadOnlyList<ExplainedLine> lines, HostLayout? layout)
    {
        HostLines? host = layout?.LinesOf(unit);
        ShownLine[] shown = new ShownLine[lines.Count];
        for (int i = 0; i < shown.Length; i++)
        {
            ExplainedLine line = lines[i];
            string onNixos = HostLines.OnNixos(line.Text);
            shown[i] = new ShownLine(line, host is null ? onNixos : host.Of(line.Text), onNixos);
        }

        return shown;
    }

    private void Write(ParseResult parsed, ExplanationReport report, CommandContext context)
    {
        BufferedStream output = new(context.Output);
        if (parsed.GetValue(_json)) ExplanationJson.Write(report, output);
        else ExplanationText.Write(report, output, context.HasColorsInOutput);
        output.Flush();
    }

    private static string Unknown(string message, IReadOnlyCollection<string> near)
        => near.Count == 0
            ? message
            : $"{message}; did you mean {string.Join(" or ", near.Select(static other => $"'{ByteText.ToUnicode(other)}'"))}?";
}
