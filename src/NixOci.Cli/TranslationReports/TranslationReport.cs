using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Hosts.Layouts;
using NixOci.Language.Source;

namespace NixOci.Cli.TranslationReports;

/// <summary>What people have to know of a translation, to use its units on another host.</summary>
internal sealed class TranslationReport
{
    private readonly Dictionary<string, string> _hostPackages = new(StringComparer.Ordinal);
    private IReadOnlyList<ReportSection>? _sections;

    /// <param name="translation">The translation.</param>
    /// <param name="files">Its units as files.</param>
    /// <param name="lints">Its lints, those left out that nobody wants to see.</param>
    /// <param name="context">What files are shown relative to.</param>
    public TranslationReport(Translation translation, LaidOutFiles files, IReadOnlyList<Lint> lints, CommandContext context)
    {
        foreach (HostNeed need in files.Needs)
        {
            if (need.HostPackage is { } package) _hostPackages.Add(need.Package, package);
        }

        Translation = translation;
        Lints = lints;
        Context = context;
    }

    /// <summary>The translation.</summary>
    public Translation Translation { get; }

    /// <summary>The lints that are told.</summary>
    public IReadOnlyList<Lint> Lints { get; }

    /// <summary>What files are shown relative to.</summary>
    public CommandContext Context { get; }

    /// <summary>The translation in a line.</summary>
    public string Headline
    {
        get
        {
            int containers = Translation.Containers.Count, units = Translation.Units.Units.Count;
            string backend = containers == 0 ? "" : $" for {Translation.Containers[0].Backend}";
            return $"{Count(containers, "container")}{backend}, {Count(units, "unit")}, as of NixOS {Translation.Choice.Release.Name}";
        }
    }

    /// <summary>The parts of the report, empty ones included.</summary>
    public IReadOnlyList<ReportSection> Sections => _sections ??= new SectionBuilder(this).Build();

    /// <summary>The package of the chosen distribution that stands for one of nixpkgs; null where none is known.</summary>
    public string? HostPackage(string package) => _hostPackages.GetValueOrDefault(package);

    /// <summary>Units other than those of containers.</summary>
    public IEnumerable<string> OtherUnits()
    {
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (TranslatedContainer container in Translation.Containers) own.Add(container.Unit);
        foreach (Systemd.Collection.GeneratedUnit unit in Translation.Units.Units)
        {
            if (!own.Contains(unit.Name)) yield return unit.Name;
        }
    }

    /// <summary>Paths that the host must have: those that come with the units are left out.</summary>
    public IEnumerable<HostPath> ForeignPaths()
    {
        foreach (HostPath path in Translation.Needs.Paths)
        {
            if (!path.Path.StartsWith("/nix/store/", StringComparison.Ordinal)) yield return path;
        }
    }

    /// <summary>A number with a noun.</summary>
    public static string Count(int count, string noun) => count == 1 ? "1 " + noun : $"{count} {noun}s";

    /// <summary>Byte text as ordinary text.</summary>
    public static string Text(string bytes) => ByteText.ToUnicode(bytes);
}
