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

    private readonly List<HostFile> _files = [];
    private readonly Dictionary<string, HostFile> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);

    /// <summary>The files, in the order in which they were added.</summary>
    public IReadOnlyList<HostFile> Files => _files;

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

    /// <summary>The unit to which the file at a path belongs, or null; of several the first.</summary>
    public string? OwnerOf(string path) => _owners.GetValueOrDefault(path);

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
        if (unit is not null) _owners.Add(path, unit);
    }

    /// <summary>
    /// Whether text can be the name of a file: not empty, no way to another directory, nothing that no terminal can show, and
    /// UTF-8, because other names cannot be written by the runtime.
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName || name is "." or "..") return false;
        if (name.Contains('/') || name.ContainsAnyInRange('\0', '\x1f') || name.Contains('\x7f')) return false;
        return Ascii.IsValid(name) || Utf8.IsValid(Encoding.Latin1.GetBytes(name.ToArray()));
    }

    private static void CheckNames(string path)
    {
        foreach (Range range in path.AsSpan().Split('/'))
        {
            if (!IsName(path.AsSpan(range))) throw new LayoutException($"'{path}' cannot be the path of a file");
        }
    }

    private void AddDirectoriesOf(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            string directory = path[..slash];
            if (_byPath.ContainsKey(directory)) throw new LayoutException($"'{directory}' would be both a file and a directory");
            if (!_directories.Add(directory)) return;
        }
    }
}
