using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using System.Text;

namespace NixOci.Hosts.Files;

/// <summary>
/// Files to be written below one directory. Whatever names the files were made of: none of them can leave the directory, and
/// none is written through a link.
/// </summary>
public sealed class FileTree
{
    private const int LongestName = 255;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(
        "/\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015"
        + "\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f");

    private readonly List<HostFile> _files = [];
    private readonly List<string?> _owners = [];
    private readonly Dictionary<string, HostFile> _byPath = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _directoriesByName;

    /// <summary>No files.</summary>
    public FileTree() => _directoriesByName = _directories.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The files, in the order in which they were added.</summary>
    public IReadOnlyList<HostFile> Files => _files;

    /// <summary>The units to which the files belong, one for each of <see cref="Files"/>; of several the first, and null where there is none.</summary>
    public IReadOnlyList<string?> Owners => _owners;

    /// <summary>The file at a path.</summary>
    public bool TryGet(string path, [NotNullWhen(true)] out HostFile? file) => _byPath.TryGetValue(path, out file);

    /// <summary>Whether nothing stands at a path, nor in its way.</summary>
    public bool HasRoomFor(string path)
    {
        if (_byPath.ContainsKey(path) || _directories.Contains(path)) return false;
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (_byPath.ContainsKey(path[..slash])) return false;
        }

        return true;
    }

    /// <summary>Adds a file; the same one may be added again.</summary>
    /// <param name="file">The file.</param>
    /// <param name="unit">The unit to which it belongs, or null.</param>
    public void Add(HostFile file, string? unit = null)
    {
        string path = file.Path;
        if (_byPath.TryGetValue(path, out HostFile? present))
        {
            if (present.Equals(file)) return;
            throw new LayoutException($"two different files would be written to '{path}'");
        }

        CheckNames(path);
        if (_directories.Contains(path)) throw new LayoutException($"'{path}' would be both a file and a directory");
        AddDirectoriesOf(path);
        _byPath.Add(path, file);
        _files.Add(file);
        _owners.Add(unit);
    }

    /// <summary>
    /// Whether text can be the name of a file: not empty, no way to another directory, nothing that no terminal can show, and
    /// UTF-8, because other names cannot be written by the runtime.
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName || name is "." or "..") return false;
        if (name.ContainsAny(NotInNames)) return false;
        return Ascii.IsValid(name) || Utf8.IsValid(Encoding.Latin1.GetBytes(name.ToArray()));
    }

    private void CheckNames(string path)
    {
        ReadOnlySpan<char> rest = path;
        for (int slash = rest.LastIndexOf('/'); slash >= 0; slash = rest.LastIndexOf('/'))
        {
            if (!IsName(rest[(slash + 1)..])) throw Unusable(path);
            rest = rest[..slash];
            if (_directoriesByName.Contains(rest)) return;
        }

        if (!IsName(rest)) throw Unusable(path);
    }

    private static LayoutException Unusable(string path) => new($"'{path}' cannot be the path of a file");

    private void AddDirectoriesOf(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (_directoriesByName.Contains(path.AsSpan(0, slash))) return;
            string directory = path[..slash];
            if (_byPath.ContainsKey(directory)) throw new LayoutException($"'{directory}' would be both a file and a directory");
            _directories.Add(directory);
        }
    }
}
