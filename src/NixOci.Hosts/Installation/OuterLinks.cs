using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Hosts.Installation;

/// <summary>
/// The links in a host's own places that lead into the generation in force: one for each unit, for each link that enables one, and
/// for each unit's directory of files. Only an alias of a unit is a link to its neighbour, because systemd knows aliases by that.
/// </summary>
internal sealed class OuterLinks
{
    private static readonly string[] DirectorySuffixes = [".wants", ".requires", ".upholds", ".d"];

    private readonly HostRoot _host;
    private readonly GenerationTree _tree;
    private readonly string _unitDirectory;
    private readonly string _fileDirectory;

    public OuterLinks(HostRoot host, GenerationTree tree, string unitDirectory, string fileDirectory)
    {
        _host = host;
        _tree = tree;
        _unitDirectory = unitDirectory;
        _fileDirectory = fileDirectory;
        SortedDictionary<string, string> wanted = new(StringComparer.Ordinal);
        SortedDictionary<string, string> aliases = new(StringComparer.Ordinal);
        foreach ((string path, HostFile file) in tree.Units)
        {
            if (IsAlias(path, file)) aliases.Add(unitDirectory + "/" + path, ByteText.ToUnicode(((SymbolicLink)file).Target));
            else wanted.Add(unitDirectory + "/" + path, $"{fileDirectory}/.current/{StandIns.UnitsPart}/{path}");
        }

        foreach ((string path, _) in tree.Referred)
        {
            string unit = path[..path.IndexOf('/')];
            wanted.TryAdd(fileDirectory + "/" + unit, $".current/{StandIns.FilesPart}/{unit}");
        }

        Wanted = wanted;
        Aliases = aliases;
    }

    /// <summary>The links that the generation has: targets by places on the host.</summary>
    public IReadOnlyDictionary<string, string> Wanted { get; }

    /// <summary>Its aliases: names of units by places on the host.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; }

    private IFileOperations Files => _host.Files;

    /// <summary>Whether the target of a link is within the generation in force.</summary>
    public static bool LeadsInto(string target, string fileDirectory)
        => target.StartsWith(fileDirectory + "/.current/", StringComparison.Ordinal)
            || target.StartsWith(".current/" + StandIns.FilesPart + "/", StringComparison.Ordinal);

    /// <summary>
    /// The places where something else stands, which no link may replace. A file that stands there as the generation has it is no
    /// hindrance: someone copied the tree by hand.
    /// </summary>
    public IEnumerable<string> Clashes()
    {
        foreach ((string place, string target) in Wanted)
        {
            if (!IsFree(place, target)) yield return place;
        }

        foreach ((string place, string target) in Aliases)
        {
            EntryKind kind = _host.KindOf(place);
            if (kind == EntryKind.Missing || (kind == EntryKind.Link && _host.TryReadLink(place) == target)) continue;
            yield return place;
        }
    }

    /// <summary>Makes the links that are missing.</summary>
    public void Create()
    {
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach ((string place, string target) in Wanted) Create(place, target, changed);

        // An alias leads to its unit, which has its link already.
        foreach ((string place, string target) in Aliases) Create(place, target, changed);
        foreach (string directory in changed) Files.Sync(directory);
    }

    /// <summary>The places of links that lead into the generation in force, and that are not wanted.</summary>
    public List<string> Stale(IReadOnlyDictionary<string, string> wanted)
    {
        List<string> stale = [];
        foreach (string name in _host.List(_fileDirectory)) Look(_fileDirectory, name);
        foreach (string name in _host.List(_unitDirectory))
        {
            Look(_unitDirectory, name);
            string directory = _unitDirectory + "/" + name;
            if (!IsDirectoryOfLinks(name)) continue;
            if (_host.KindOf(directory) != EntryKind.Directory) continue;
            foreach (string inner in _host.List(directory)) Look(directory, inner);
        }

        return stale;

        void Look(string directory, string name)
        {
            string place = directory + "/" + name;
            if (FileOperationsExtensions.IsBeside(name)) return;
            if (wanted.ContainsKey(place) || _host.TryReadLink(place) is not { } target) return;
            if (LeadsInto(target, _fileDirectory)) stale.Add(place);
        }
    }

    /// <summary>Removes links that only earlier generations had.</summary>
    /// <param name="earlier">Those generations, for their aliases.</param>
    public void RemoveStale(IEnumerable<GenerationTree> earlier)
    {
        List<string> stale = Stale(Wanted);
        foreach (GenerationTree tree in earlier)
        {
            foreach ((string path, HostFile file) in tree.Units)
            {
                string place = tree.UnitDirectory + "/" + path;
                if (!IsAlias(path, file) || Aliases.ContainsKey(place) || stale.Contains(place)) continue;
                if (_host.TryReadLink(place) == ByteText.ToUnicode(((SymbolicLink)file).Target)) stale.Add(place);
            }
        }

        RemoveUnfinished(_fileDirectory);
        RemoveUnfinished(_unitDirectory);
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach (string place in stale)
        {
            string real = _host.Locate(place), directory = Path.GetDirectoryName(real)!;
            Files.Delete(real);
            string parent = Path.GetDirectoryName(place)!;
            if (parent != _unitDirectory && parent != _fileDirectory && Files.List(directory).Count == 0)
            {
                changed.Remove(directory);
                Files.Delete(directory);
                directory = Path.GetDirectoryName(directory)!;
            }

            changed.Add(directory);
        }

        foreach (string directory in changed) Files.Sync(directory);
    }

    /// <summary>Removes what was about to replace something when an earlier run was interrupted.</summary>
    private void RemoveUnfinished(string directory)
    {
        foreach (string name in _host.List(directory))
        {
            string place = directory + "/" + name;
            if (FileOperationsExtensions.IsBeside(name)) Files.DeleteTree(_host.Locate(place));
            else if (IsDirectoryOfLinks(name) && _host.KindOf(place) == EntryKind.Directory) RemoveUnfinished(place);
        }
    }

    private static bool IsDirectoryOfLinks(string name)
        => Array.Exists(DirectorySuffixes, suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    private static bool IsAlias(string path, HostFile file)
        => file is SymbolicLink link && !path.Contains('/') && !link.Target.Contains('/');

    private bool IsFree(string place, string target)
    {
        EntryKind kind = _host.KindOf(place);
        if (kind == EntryKind.Missing) return true;
        if (kind == EntryKind.Link && (_host.TryReadLink(place) == target || LeadsInto(_host.TryReadLink(place)!, _fileDirectory))) return true;
        return place.StartsWith(_unitDirectory + "/", StringComparison.Ordinal)
            ? _tree.Files.TryGetValue(ByteText.FromUnicode(place[1..]), out HostFile? file) && StandIns.IsAt(_host, place, file)
            : kind == EntryKind.Directory && IsCopied(place);
    }

    /// <summary>Whether a directory holds exactly what the generation has in it.</summary>
    private bool IsCopied(string directory)
    {
        string prefix = ByteText.FromUnicode(directory[1..] + "/");
        int known = 0;
        foreach ((string path, HostFile file) in _tree.Files)
        {
            if (!path.StartsWith(prefix, StringComparison.Ordinal)) continue;
            known++;
            if (!StandIns.IsAt(_host, "/" + ByteText.ToUnicode(path), file)) return false;
        }

        return known == CountFiles(directory);
    }

    private int CountFiles(string directory)
    {
        int count = 0;
        foreach (string name in _host.List(directory))
        {
            string path = directory + "/" + name;
            count += _host.KindOf(path) == EntryKind.Directory ? CountFiles(path) : 1;
        }

        return count;
    }

    private void Create(string place, string target, HashSet<string> changed)
    {
        if (_host.TryReadLink(place) == target) return;
        string directory = _host.CreateDirectories(Path.GetDirectoryName(place)!);
        string real = Path.Combine(directory, Path.GetFileName(place));
        changed.Add(directory);
        if (Files.KindOf(real) != EntryKind.Directory)
        {
            Files.ReplaceByLink(real, target);
            return;
        }

        string fresh = FileOperationsExtensions.BesideFor(real);
        Files.DeleteTree(fresh);
        Files.CreateLink(fresh, target);
        if (!Files.TryExchange(fresh, real)) throw new IOException($"'{place}' is a directory that cannot be replaced in one step; move it away");
        Files.DeleteTree(fresh);
    }
}
