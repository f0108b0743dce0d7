using System.CommandLine;
using System.CommandLine.Parsing;
using NixOci.Cli.Reports;
using NixOci.Containers.Releases;
using NixOci.Hosts.Layouts;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Commands;

/// <summary>The options of every command that compares.</summary>
internal sealed class ComparisonOptions
{
    private const string Json = "json";

    private static readonly IReportFormat[] Formats =
        [new TextReport(), new JsonReport(), new SarifReport(), new JunitReport(), new GitHubReport()];

    private const string HostLayoutName = "host";
    private const string NixosLayoutName = "nixos";

    private readonly Option<string> _format = new("--format")
    {
        HelpName = string.Join('|', Formats.Select(static format => format.Name)),
        Description = "How differences are reported: for people, for programs, or for a service of CI.",
        DefaultValueFactory = static _ => Formats[0].Name,
    };

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format json." };

    private readonly Option<string> _baseline = new("--baseline")
    {
        HelpName = "FILE",
        Description = "Leave out the differences that FILE accepts.",
    };

    private readonly Option<string> _writeBaseline = new("--write-baseline")
    {
        HelpName = "FILE",
        Description = "Write the differences to FILE, to be accepted from now on; exit with 0.",
    };

    private readonly Option<bool> _ignoreVersions = new("--ignore-versions")
    {
        Description = "Versions of packages do not count.",
    };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        HelpName = string.Join('|', DifferenceClasses.Names),
        Description = "The least class of differences that counts; those below it are reported, and the exit code stays 0.",
        DefaultValueFactory = static _ => DifferenceClasses.Names[0],
    };

    private readonly ReleaseOption _release;
    private readonly HostOptions _host;

    private readonly Option<string> _for = new("--for")
    {
        HelpName = HostLayoutName + "|" + NixosLayoutName,
        Description = "What configurations are translated for. Without it, what the units on the other side look like.",
    };

    private readonly Option<string> _root = new("--root")
    {
        HelpName = "DIR",
        Description = "The root of the host whose units are read, to find the scripts that they name.",
    };

    /// <param name="command">The command that compares.</param>
    /// <param name="mayUpgrade">Whether it may compare a configuration with itself between two releases.</param>
    public ComparisonOptions(Command command, bool mayUpgrade = false)
    {
        _format.AcceptOnlyFromAmong([.. Formats.Select(static format => format.Name)]);
        _failOn.AcceptOnlyFromAmong([.. DifferenceClasses.Names]);
        _for.AcceptOnlyFromAmong(HostLayoutName, NixosLayoutName);
        foreach (Option option in (Option[])[_format, _json, _failOn, _ignoreVersions, _baseline, _writeBaseline, _for, _root])
        {
            command.Add(option);
        }

        Lints = new LintOptions(command, "Compare", "nothing is compared");
        _release = new ReleaseOption(command, mayUpgrade);
        _host = new HostOptions(command);
    }

    /// <summary>The format of the report.</summary>
    public IReportFormat Format(ParseResult parsed)
    {
        string name = parsed.GetValue(_json) ? Json : parsed.GetValue(_format)!;
        return Array.Find(Formats, format => format.Name == name)!;
    }

    /// <summary>Which warnings about configurations are told.</summary>
    public LintOptions Lints { get; }

    /// <summary>The file with accepted differences; null for none.</summary>
    public string? Baseline(ParseResult parsed) => parsed.GetValue(_baseline);

    /// <summary>The file to which differences are written; null for none.</summary>
    public string? WriteBaseline(ParseResult parsed) => parsed.GetValue(_writeBaseline);

    /// <summary>Whether versions of packages do not count.</summary>
    public bool IgnoresVersions(ParseResult parsed) => parsed.GetValue(_ignoreVersions);

    /// <summary>The least class that counts.</summary>
    public DifferenceClass FailOn(ParseResult parsed) => DifferenceClasses.Find(parsed.GetValue(_failOn)!)!.Value;

    /// <summary>The release of configurations; null lets each name its own.</summary>
    public ReleaseChoice? Release(ParseResult parsed) => _release.Asked(parsed);

    /// <summary>The two releases between which a configuration is compared with itself; null otherwise.</summary>
    public (ContainerRelease From, ContainerRelease To)? Upgrade(ParseResult parsed) => _release.Pair(parsed);

    /// <summary>Whether two releases are given.</summary>
    public bool IsUpgrade(CommandResult result) => _release.IsPair(result);

    /// <summary>Whether the report is JSON, null if it is neither that nor text.</summary>
    public bool? IsJson(ParseResult parsed) => Format(parsed) switch { JsonReport => true, TextReport => false, _ => null };

    /// <summary>The layout of configurations: the one that is asked for, or the one that fits.</summary>
    public Layout Layout(ParseResult parsed, bool usesStore)
    {
        string name = parsed.GetValue(_for) ?? (usesStore ? NixosLayoutName : HostLayoutName);
        return name == HostLayoutName ? new HostLayout(Host(parsed)) : new NixosLayout();
    }

    /// <summary>How the host differs from the common one.</summary>
    public HostSettings Host(ParseResult parsed) => _host.Settings(parsed);

    /// <summary>The root of a host; null to find it out.</summary>
    public string? Root(ParseResult parsed) => parsed.GetValue(_root);
}
