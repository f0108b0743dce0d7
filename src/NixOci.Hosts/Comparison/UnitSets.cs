using NixOci.Hosts.Files;
using NixOci.Hosts.Manifests;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>Finds units in what a path names: a host, a NixOS system, a directory of units, a single unit, or a translated tree.</summary>
public static class UnitSets
{
    /// <summary>Where the administrator's units are on a common host.</summary>
    public const string UnitDirectory = "/etc/systemd/system";

    private const string OwnFiles = "/lib/nixoci/";

    /// <summary>Whether a path names units, and not a configuration.</summary>
    /// <param name="path">An absolute path, as ordinary text.</param>
    /// <param name="unitDirectory">The directory of units below the root of a host.</param>
    public static bool IsPlaceOfUnits(string path, string unitDirectory = UnitDirectory)
    {
        if (File.Exists(path)) return UnitDirectoryReader.IsUnitName(Path.GetFileName(path));
        if (!Directory.Exists(path)) return false;
        DiskTree tree = new(path);
        return MaskedTreeReader.IsOne(tree) || tree.IsDirectory(UnitDirectoryOf(tree, unitDirectory)) || IsUnitDirectory(tree, path);
    }

    /// <summary>The units at a path of this machine.</summary>
    /// <param name="path">An absolute path, as ordinary text.</param>
    /// <param name="label">What it is called to people.</param>
    /// <param name="root">The directory that is the root of the host to which the units belong; null to find it out.</param>
    /// <param name="unitDirectory">The directory of units below the root of a host.</param>
    /// <exception cref="IOException">Nothing there can be read as units.</exception>
    public static UnitSet Read(string path, string label, string? root, string unitDirectory = UnitDirectory)
    {
        if (File.Exists(path)) return ReadSingle(path, label, root, unitDirectory);
        DiskTree tree = new(path);
        if (MaskedTreeReader.IsOne(tree)) return new UnitSet { Label = label, Units = MaskedTreeReader.Read(tree), Files = new MaskedFiles(tree) };
        string ownDirectory = UnitDirectoryOf(tree, unitDirectory);
        if (tree.IsDirectory(ownDirectory)) return ReadDirectory(path, ownDirectory, label);
        (string host, string directory) = Split(path, root, unitDirectory);
        return ReadDirectory(host, directory, label);
    }

    /// <summary>The units of a tree that was laid out and not written.</summary>
    /// <param name="files">The tree.</param>
    /// <param name="label">What it is called to people.</param>
    /// <param name="unitDirectory">The directory of units in it.</param>
    public static UnitSet Read(FileTree files, string label, string unitDirectory = UnitDirectory)
    {
        MemoryTree tree = new(files);
        bool isMasked = MaskedTreeReader.IsOne(tree);
        return new UnitSet
        {
            Label = label,
            Units = isMasked ? MaskedTreeReader.Read(tree) : UnitDirectoryReader.Read(tree, unitDirectory),
            Files = isMasked ? new MaskedFiles(tree) : new TreeFiles(tree, isGenerated: true),
        };
    }

    /// <summary>Whether units refer to the Nix store, as those of NixOS do, and not to the files of a common host.</summary>
    /// <param name="set">The units.</param>
    /// <param name="names">The names of the units that count.</param>
    public static bool UsesStore(UnitSet set, IEnumerable<string> names)
    {
        bool found = false;
        foreach (string name in names)
        {
            if (!set.Units.TryGetValue(name, out ComparedUnit? unit)) continue;
            foreach (UnitFragment fragment in (IEnumerable<UnitFragment>)[.. unit.Main is null ? [] : (UnitFragment[])[unit.Main], .. unit.DropIns])
            {
                if (fragment.Text.Contains(OwnFiles, StringComparison.Ordinal)) return false;
                found |= fragment.Text.Contains(StorePaths.StoreDirectory + "/", StringComparison.Ordinal);
            }
        }

        return found;
    }

    /// <summary>The directory of units of a host or tree: a translated tree says itself where it is.</summary>
    private static string UnitDirectoryOf(DiskTree tree, string unitDirectory)
    {
        const string Name = "/" + Manifest.FileName;
        return tree.ReadText(Name) is { } file
            ? ManifestReader.Read(ByteText.ToBytes(file.Text), Manifest.FileName).UnitDirectory ?? unitDirectory
            : unitDirectory;
    }

    private static bool IsUnitDirectory(DiskTree tree, string path)
    {
        if (path.EndsWith("/systemd/system", StringComparison.Ordinal)) return true;
        foreach (string name in tree.List("/"))
        {
            string unit = name.EndsWith(".d", StringComparison.Ordinal) ? name[..^2] : name;
            if (UnitDirectoryReader.IsUnitName(unit)) return true;
        }

        return false;
    }

    private static UnitSet ReadDirectory(string root, string directory, string label)
    {
        DiskTree tree = new(root);
        return new UnitSet
        {
            Label = label,
            Units = UnitDirectoryReader.Read(tree, directory),
            Files = new TreeFiles(tree, isGenerated: false),
        };
    }

    private static UnitSet ReadSingle(string path, string label, string? root, string unitDirectory)
    {
        string directory = Path.GetDirectoryName(path)!;
        string name = ByteText.FromUnicode(Path.GetFileName(path));
        UnitSet all = Path.GetFileName(directory) == "units" && Path.GetDirectoryName(directory) is { } parent
                && MaskedTreeReader.IsOne(new DiskTree(parent))
            ? Read(parent, label, root, unitDirectory)
            : ReadDirectory(Split(directory, root, unitDirectory).Root, Split(directory, root, unitDirectory).Directory, label);
        if (!all.Units.TryGetValue(name, out ComparedUnit? unit)) throw new IOException($"'{path}' cannot be read as a unit");

        // Beside a single file there may be links or not; only a directory of units tells what is missing.
        bool knowsLinks = directory.EndsWith(unitDirectory, StringComparison.Ordinal) || all.Files.IsGenerated;
        return all with
        {
            Units = new Dictionary<string, ComparedUnit> { [name] = knowsLinks ? unit : unit with { Links = null } },
            IsWhole = false,
        };
    }

    /// <summary>The root of the host to which a directory of units belongs, and the directory's path on that host.</summary>
    private static (string Root, string Directory) Split(string directory, string? root, string unitDirectory)
    {
        string path = ByteText.FromUnicode(directory);
        if (root is null && path.EndsWith(unitDirectory, StringComparison.Ordinal))
        {
            return path.Length == unitDirectory.Length ? ("/", path) : (directory[..^unitDirectory.Length], unitDirectory);
        }

        if (root is null || root == "/") return ("/", path);
        string prefix = Path.TrimEndingDirectorySeparator(root);
        if (directory == prefix) return (prefix, "/");
        return directory.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? (prefix, ByteText.FromUnicode(directory[prefix.Length..]))
            : throw new IOException($"'{directory}' is not below the root '{root}'");
    }
}
