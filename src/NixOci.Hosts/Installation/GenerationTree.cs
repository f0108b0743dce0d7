using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;
using NixOci.Language.Source;
using NixOci.Language.Store;

namespace NixOci.Hosts.Installation;

/// <summary>A tree of files for a host, as it is installed: units on one side, what they refer to on the other.</summary>
public sealed class GenerationTree
{
    private readonly string _unitPrefix;
    private readonly string _filePrefix;
    private readonly Dictionary<string, HostFile> _files = new(StringComparer.Ordinal);

    private GenerationTree(Manifest manifest, IEnumerable<HostFile> files)
    {
        Manifest = manifest;
        if (manifest.UnitDirectory is not { } units || manifest.FileDirectory is not { } place)
        {
            throw new LayoutException("the tree is not for a host; translate it with --for host");
        }

        if (!HostSettings.IsPlainPath(units) || !HostSettings.IsPlainPath(place) || units == place)
        {
            throw new LayoutException($"'{units}' and '{place}' cannot be the directories of a host's files");
        }

        UnitDirectory = units;
        FileDirectory = place;
        _unitPrefix = units[1..] + "/";
        _filePrefix = place[1..] + "/";
        foreach (HostFile file in files)
        {
            RequirePlace(file.Path);
            _files.Add(file.Path, file);
        }
    }

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>The host's directory of units.</summary>
    public string UnitDirectory { get; }

    /// <summary>The host's directory of what units refer to.</summary>
    public string FileDirectory { get; }

    /// <summary>All files by their paths relative to the root, as byte text.</summary>
    public IReadOnlyDictionary<string, HostFile> Files => _files;

    /// <summary>Files in the directory of units, with their paths relative to it, as ordinary text.</summary>
    public IEnumerable<(string Path, HostFile File)> Units => Below(_unitPrefix);

    /// <summary>Files that units refer to, with their paths relative to their directory, as ordinary text.</summary>
    public IEnumerable<(string Path, HostFile File)> Referred => Below(_filePrefix);

    /// <summary>A tree without files.</summary>
    public static GenerationTree Empty(string unitDirectory, string fileDirectory)
        => new(new Manifest("host", "", unitDirectory, fileDirectory, [], []), []);

    /// <summary>The tree of files that were just laid out.</summary>
    public static GenerationTree Of(FileTree tree, Manifest manifest) => new(manifest, tree.Files);

    /// <summary>Reads a tree that was written to a directory; a file that is not as its manifest says is refused.</summary>
    /// <param name="directory">The directory, as an absolute path of this machine.</param>
    public static GenerationTree Read(string directory)
    {
        HostRoot root = new(directory, DiskFiles.Instance);
        string list = Path.Combine(directory, Manifest.FileName);
        Manifest manifest = ManifestReader.Read(DiskFiles.Instance.Read(list), list);
        return Read(manifest, entry => entry.IsLink
            ? root.TryReadLink("/" + ByteText.ToUnicode(entry.Path)) is { } target ? ByteText.FromUnicode(target) : null
            : root.TryRead("/" + ByteText.ToUnicode(entry.Path)) is { } bytes ? ByteText.FromBytes(bytes) : null);
    }

    /// <summary>The tree of a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="content">The content of a file or the target of a link, as byte text; null where it is missing.</param>
    internal static GenerationTree Read(Manifest manifest, Func<ManifestEntry, string?> content)
    {
        List<HostFile> files = new(manifest.Entries.Count);
        foreach (ManifestEntry entry in manifest.Entries)
        {
            string text = content(entry) ?? throw new LayoutException($"'{entry.Path}' is missing, though the manifest lists it");
            if (NixHash.Sha256Of(ByteText.ToBytes(text)) != entry.Sha256)
            {
                throw new LayoutException($"'{entry.Path}' was changed since its manifest was written; translate the configuration again");
            }

            files.Add(entry.IsLink ? new SymbolicLink(entry.Path, text) : new RegularFile(entry.Path, text, entry.IsExecutable));
        }

        return new GenerationTree(manifest, files);
    }

    /// <summary>Whether another tree has the same files in the same places.</summary>
    public bool IsSameAs(GenerationTree other)
    {
        if (UnitDirectory != other.UnitDirectory || FileDirectory != other.FileDirectory || _files.Count != other._files.Count) return false;
        foreach ((string path, HostFile file) in _files)
        {
            if (!other._files.TryGetValue(path, out HostFile? same) || !file.Equals(same)) return false;
        }

        return true;
    }

    private IEnumerable<(string Path, HostFile File)> Below(string prefix)
    {
        foreach ((string path, HostFile file) in _files)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal)) yield return (ByteText.ToUnicode(path[prefix.Length..]), file);
        }
    }

    private void RequirePlace(string path)
    {
        if (path.StartsWith(_unitPrefix, StringComparison.Ordinal) && path[_unitPrefix.Length] != '.') return;
        bool isReferred = path.StartsWith(_filePrefix, StringComparison.Ordinal) && path[_filePrefix.Length] != '.'
            && path.IndexOf('/', _filePrefix.Length) > 0;
        if (!isReferred) throw new LayoutException($"'{path}' is neither a unit nor a file of one");
    }
}
