using NixOci.Containers.Configuration;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Layouts;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Commands;

/// <summary>One side of a comparison: a configuration, or a place with units.</summary>
internal sealed class ComparedSide
{
    private readonly UnitSet? _place;

    private ComparedSide(string label, UnitSet? place, Translation? translation, string? file)
    {
        Label = label;
        _place = place;
        Translation = translation;
        File = file;
    }

    /// <summary>What the side is called to people.</summary>
    public string Label { get; }

    /// <summary>The evaluated configuration; null where the side is none.</summary>
    public Translation? Translation { get; }

    /// <summary>The configuration's file; null where there is none.</summary>
    public string? File { get; }

    /// <summary>Finds out what words of the command line name.</summary>
    /// <param name="names">The words; more than one are modules of one configuration.</param>
    /// <param name="mustBeConfiguration">Whether they can only be a configuration.</param>
    /// <param name="root">The root of the host whose units are read.</param>
    /// <param name="unitDirectory">The host's directory of units, as an absolute path.</param>
    /// <param name="evaluation">How configurations are evaluated.</param>
    /// <param name="translate">What becomes of a configuration.</param>
    /// <param name="context">Where the command runs.</param>
    public static ComparedSide Open(
        IReadOnlyList<string> names, bool mustBeConfiguration, string? root, string unitDirectory, ConfigurationEvaluation evaluation,
        Func<IReadOnlyList<string>, Translation> translate, CommandContext context)
    {
        string label = string.Join(' ', names);
        if (label != SourceReader.StandardInput && !mustBeConfiguration)
        {
            string path = context.FullPath(label);
            if (UnitSets.IsPlaceOfUnits(path, unitDirectory))
            {
                return new ComparedSide(label, UnitSets.Read(path, label, root is null ? null : context.FullPath(root), unitDirectory), null, null);
            }

            if (FlakeHost.Find(context, label) is null && Directory.Exists(path) && !System.IO.File.Exists(Path.Combine(path, "default.nix")))
            {
                throw new IOException(
                    $"'{label}' holds neither units nor a configuration; name a directory of units such as /etc/systemd/system, the root "
                    + "of a host, a tree that 'nixoci translate -o' wrote, a unit's file, or a configuration");
            }
        }

        Translation translation = translate(names);
        ReleaseOption.Announce(translation.Choice, context);
        return OfConfiguration(label, translation, evaluation.FindFile(names[0]));
    }

    /// <summary>A configuration as a side.</summary>
    /// <param name="label">What it is called to people.</param>
    /// <param name="translation">What becomes of it.</param>
    /// <param name="file">Its file; null where there is none.</param>
    public static ComparedSide OfConfiguration(string label, Translation translation, string? file) => new(label, null, translation, file);

    /// <summary>Whether the side is a place whose units refer to the Nix store.</summary>
    /// <param name="other">The side whose units count.</param>
    public bool UsesStore(ComparedSide other) => _place is not null && UnitSets.UsesStore(_place, other.Names());

    /// <summary>The units, those of a configuration laid out in a given way.</summary>
    public UnitSet Units(Layout layout) => _place ?? UnitSets.Read(
        layout.Arrange(Translation!.Units).Tree, Label, layout.Host?.UnitDirectory ?? UnitSets.UnitDirectory);

    private IEnumerable<string> Names() => _place?.Units.Keys ?? Translation!.Units.Units.Select(static unit => unit.Name);
}
