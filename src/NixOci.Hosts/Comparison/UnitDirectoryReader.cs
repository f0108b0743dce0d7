using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>
/// Reads a directory of units as systemd does: files, links that give further names, masked units, drop-ins (also those for all
/// units of a kind or of a common beginning), and the links by which units want others; see systemd.unit(5).
/// </summary>
internal sealed class UnitDirectoryReader
{
    private static readonly string[] Suffixes =
    [
        ".service", ".socket", ".device", ".mount", ".automount", ".swap", ".target", ".path", ".timer", ".slice", ".scope",
    ];

    private readonly ComparedTree _tree;
    private readonly string _directory;
    private readonly SortedDictionary<string, UnitFragment?> _main = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dropInDirectories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, string Kind), HashSet<string>> _links = [];

    private UnitDirectoryReader(ComparedTree tree, string directory)
    {
        _tree = tree;
        _directory = directory;
    }

    /// <summary>Whether a name is that of a unit.</summary>
    public static bool IsUnitName(string name) => SuffixOf(name) is not null;

    /// <summary>The units of a directory by their names.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="directory">The directory's absolute path in it; <c>/</c> for the tree's root.</param>
    public static IReadOnlyDictionary<string, ComparedUnit> Read(ComparedTree tree, string directory)
    {
        UnitDirectoryReader reader = new(tree, directory == "/" ? "" : directory);
        foreach (string name in tree.List(directory)) reader.ReadEntry(name);
        reader.AddInstances();
        return reader.Build();
    }

    private static string? SuffixOf(string name)
    {
        foreach (string suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)) return suffix;
        }

        return null;
    }

    private void ReadEntry(string name)
    {
        string path = _directory + "/" + name;
        if (IsUnitName(name))
        {
            if (!_tree.IsDirectory(path)) ReadUnit(name, path);
        }
        else if (name.EndsWith(".d", StringComparison.Ordinal))
        {
            _dropInDirectories.Add(name[..^2]);
        }
        else
        {
            ReadLinks(name, path, ".wants");
            ReadLinks(name, path, ".requires");
            ReadLinks(name, path, ".upholds");
        }
    }

    private void ReadUnit(string name, string path)
    {
        if (_tree.LinkTarget(path) is { } target)
        {
            string other = target[(target.LastIndexOf('/') + 1)..];
            bool isBeside = !target.Contains('/', StringComparison.Ordinal) || target == _directory + "/" + other || target == "./" + other;
            if (isBeside && other != name && IsUnitName(other) && TemplateOf(name) != other)
            {
                _aliases[name] = other;
                return;
            }
        }

        if (_tree.Resolve(path) == ComparedTree.Nothing) _main[name] = null;
        else if (ReadFragment(name, path) is { } fragment) _main[name] = fragment.Text.Length == 0 ? null : fragment;
    }

    /// <summary>A part of a unit. One that may not be read makes the unit unreadable, which counts if the unit does.</summary>
    private UnitFragment? ReadFragment(string unit, string path)
    {
        try
        {
            return _tree.ReadUnit(path) is { } text ? new UnitFragment(path, text) : null;
        }
        catch (UnauthorizedAccessException)
        {
            _problems[unit] = path + ": permission denied";
            return new UnitFragment(path, "#");
        }
    }

    private void ReadLinks(string name, string path, string kind)
    {
        if (!name.EndsWith(kind, StringComparison.Ordinal)) return;
        foreach (string unit in _tree.List(path))
        {
            if (!_links.TryGetValue((unit, kind), out HashSet<string>? links)) _links.Add((unit, kind), links = new(StringComparer.Ordinal));
            links.Add(name[..^kind.Length]);
        }
    }

    /// <summary>Units that stand there only as wanted instances of a template.</summary>
    private void AddInstances()
    {
        foreach ((string unit, string _) in _links.Keys)
        {
            if (!_main.ContainsKey(unit) && TemplateOf(unit) is { } template && _main.TryGetValue(template, out UnitFragment? main))
            {
                _main.Add(unit, main);
            }
        }
    }

    private static string? TemplateOf(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal), dot = name.LastIndexOf('.');
        return at < 0 || dot <= at + 1 ? null : name[..(at + 1)] + name[dot..];
    }

    private SortedDictionary<string, ComparedUnit> Build()
    {
        foreach (string name in _dropInDirectories)
        {
            if (IsUnitName(name) && !_main.ContainsKey(name) && !_aliases.ContainsKey(name) && !IsPattern(name)) _main.Add(name, null);
        }

        SortedDictionary<string, ComparedUnit> units = new(StringComparer.Ordinal);
        foreach ((string name, UnitFragment? main) in _main)
        {
            List<UnitFragment> dropIns = DropInsOf(name);
            units.Add(name, new ComparedUnit
            {
                Name = name,
                Main = main,
                DropIns = dropIns,
                Problem = _problems.GetValueOrDefault(name),
                IsMasked = main is null && (dropIns.Count == 0 || _tree.Resolve(_directory + "/" + name) is not null),
                Links = new UnitLinks(LinksOf(name, ".wants"), LinksOf(name, ".requires"), LinksOf(name, ".upholds"), AliasesOf(name)),
            });
        }

        return units;
    }

    /// <summary>Whether a name ends in a hyphen, and so stands for all units that begin with it.</summary>
    private static bool IsPattern(string name) => name[..^SuffixOf(name)!.Length].EndsWith('-');

    private HashSet<string> LinksOf(string name, string kind)
    {
        HashSet<string> links = new(StringComparer.Ordinal);
        if (_links.TryGetValue((name, kind), out HashSet<string>? own)) links.UnionWith(own);
        foreach (string alias in AliasesOf(name))
        {
            if (_links.TryGetValue((alias, kind), out HashSet<string>? further)) links.UnionWith(further);
        }

        return links;
    }

    private HashSet<string> AliasesOf(string name)
    {
        HashSet<string> aliases = new(StringComparer.Ordinal);
        foreach ((string alias, string unit) in _aliases)
        {
            if (unit == name) aliases.Add(alias);
        }

        return aliases;
    }

    /// <summary>Drop-ins by the order of their file names; of those of one name the one of the more special directory counts.</summary>
    private List<UnitFragment> DropInsOf(string name)
    {
        SortedDictionary<string, UnitFragment?> files = new(StringComparer.Ordinal);
        foreach (string owner in DropInOwners(name))
        {
            if (!_dropInDirectories.Contains(owner)) continue;
            string directory = $"{_directory}/{owner}.d";
            foreach (string file in _tree.List(directory))
            {
                string path = directory + "/" + file;
                if (!file.EndsWith(".conf", StringComparison.Ordinal) || files.ContainsKey(file)) continue;
                bool isNothing = _tree.Resolve(path) == ComparedTree.Nothing;
                files.Add(file, isNothing ? null : ReadFragment(name, path));
            }
        }

        List<UnitFragment> fragments = [];
        foreach (UnitFragment? fragment in files.Values)
        {
            if (fragment is not null) fragments.Add(fragment);
        }

        return fragments;
    }

    private IEnumerable<string> DropInOwners(string name)
    {
        yield return name;
        foreach (string alias in AliasesOf(name)) yield return alias;
        if (TemplateOf(name) is { } template) yield return template;
        string suffix = SuffixOf(name)!;
        string stem = name[..^suffix.Length];
        for (int dash = stem.LastIndexOf('-'); dash > 0; dash = stem.LastIndexOf('-', dash - 1))
        {
            if (dash < stem.Length - 1) yield return stem[..(dash + 1)] + suffix;
        }

        yield return suffix[1..];
    }
}
