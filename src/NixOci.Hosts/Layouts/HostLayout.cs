using System.Buffers;
using System.Globalization;
using System.Text;
using NixOci.Hosts.Files;
using NixOci.Hosts.Placement;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Units;

namespace NixOci.Hosts.Layouts;

/// <summary>
/// Files for a common Linux host: units below <c>etc/systemd/system</c> with the links that enable them, what they refer to below
/// <c>usr/local/lib/nixoci/UNIT</c>, and paths of packages as the host has them.
/// </summary>
/// <param name="settings">How the host differs from the common one.</param>
public sealed class HostLayout(HostSettings settings) : Layout
{
    private readonly string _unitDirectory = settings.UnitDirectory[1..] + "/";
    private static readonly SearchValues<char> PlainCharacters
        = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@:_.-");

    private readonly string _fileDirectory = settings.FileDirectory[1..] + "/";

    /// <summary>The layout of a common host.</summary>
    public HostLayout()
        : this(new HostSettings())
    {
    }

    /// <inheritdoc/>
    public override string Name => "host";

    /// <inheritdoc/>
    public override string Root => "/";

    /// <inheritdoc/>
    public override HostSettings Host => settings;

    /// <inheritdoc/>
    public override LaidOutFiles Arrange(UnitCollection collection)
    {
        FileTree tree = new();
        List<string> warnings = [];
        HostSoftware software = new(settings);
        UnitPlacement placement = new(software);
        foreach (GeneratedUnit unit in collection.Units) Arrange(unit, tree, placement, warnings);
        return new LaidOutFiles(tree, warnings, software.Needs);
    }

    /// <summary>Rewrites single lines of a unit and of its scripts as this layout does.</summary>
    /// <param name="unit">The unit.</param>
    public HostLines LinesOf(GeneratedUnit unit)
    {
        UnitPlacement placement = new(new HostSoftware(settings));
        placement.Place(unit, _fileDirectory + unit.Name);
        return new HostLines(placement);
    }

    private void Arrange(GeneratedUnit unit, FileTree tree, UnitPlacement placement, List<string> warnings)
    {
        string name = FileName(unit.Name);
        if (!unit.IsEnabled)
        {
            tree.Add(new SymbolicLink(_unitDirectory + name, "/dev/null"), name);
            return;
        }

        placement.Place(unit, _fileDirectory + DirectoryName(name));
        string path = _unitDirectory + name + (IsDropIn(unit) ? ".d/overrides.conf" : "");
        tree.Add(new RegularFile(path, placement.RewriteUnit(unit.Text), IsExecutable: false), name);
        IReadOnlyList<HostFile> files = placement.Files();
        for (int i = 0; i < files.Count; i++) tree.Add(files[i], name);
        AddLinks(unit, name, tree);
        for (int i = 0; i < unit.References.Count; i++)
        {
            if (unit.References[i] is UnbuiltObject unbuilt)
            {
                warnings.Add($"{unit.Name} refers to {unbuilt.StorePath}, which {unbuilt.Maker} {unbuilt.Verb}: it is not built here");
            }
        }
    }

    /// <summary>
    /// The unit's name as that of a directory that commands of units name: without what systemd or a shell takes for something else,
    /// which the names of NixOS's own files do not have either.
    /// </summary>
    private static string DirectoryName(string unit)
    {
        if (!unit.AsSpan().ContainsAnyExcept(PlainCharacters)) return unit;
        StringBuilder name = new(unit.Length + 8);
        foreach (char c in unit)
        {
            if (PlainCharacters.Contains(c)) name.Append(c);
            else name.Append('+').Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
        }

        return name.ToString();
    }

    /// <summary>
    /// Which units the host's packages bring is not known here. But a service that could not run by itself can only be meant to
    /// add to one of them.
    /// </summary>
    private static bool IsDropIn(GeneratedUnit unit)
    {
        if (unit.OverrideStrategy == OverrideStrategy.AsDropin) return true;
        if (!unit.Name.EndsWith(".service", StringComparison.Ordinal)) return false;
        return UnitFileReader.ValueOf(unit.Text, "Service", "ExecStart") is null
            && UnitFileReader.ValueOf(unit.Text, "Service", "ExecStop") is null
            && UnitFileReader.ValueOf(unit.Text, "Unit", "SuccessAction") is null;
    }

    private void AddLinks(GeneratedUnit unit, string name, FileTree tree)
    {
        foreach (string alias in unit.Aliases) tree.Add(new SymbolicLink(_unitDirectory + FileName(alias), name), name);
        AddDependencyLinks(unit.WantedBy, ".wants/");
        AddDependencyLinks(unit.RequiredBy, ".requires/");
        AddDependencyLinks(unit.UpheldBy, ".upholds/");

        void AddDependencyLinks(IReadOnlyList<string> dependents, string suffix)
        {
            foreach (string dependent in dependents)
            {
                tree.Add(new SymbolicLink(_unitDirectory + FileName(dependent) + suffix + name, "../" + name), name);
            }
        }
    }
}
