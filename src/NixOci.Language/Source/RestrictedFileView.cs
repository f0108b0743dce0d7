using System.Collections.Concurrent;

namespace NixOci.Language.Source;

/// <summary>
/// Shows nothing outside of some trees, wherever symbolic links lead: a path is followed to where it really lies before it is held
/// against the trees. Outside of them nothing exists for whoever only asks, and to read is a
/// <see cref="RestrictedPathException"/>. The directories and links on the way to the trees can be seen, but not listed.
/// Links are taken to stay as they are while one view is in use.
/// </summary>
public sealed class RestrictedFileView : FileView
{
    private readonly FileView _files;
    private readonly List<string> _roots = [];
    private readonly HashSet<string> _way = new(StringComparer.Ordinal) { "/" };
    private readonly ConcurrentDictionary<string, string> _directories = new(StringComparer.Ordinal);

    /// <summary>Narrows a view.</summary>
    /// <param name="files">What shows files without a restriction.</param>
    /// <param name="trees">Absolute paths of directories and files, as byte text; what lies below them can be seen.</param>
    public RestrictedFileView(FileView files, IEnumerable<string> trees)
    {
        _files = files;
        foreach (string tree in trees)
        {
            string root = SymbolicLinks.Resolve(files, tree, followLast: true, _way);
            if (!IsInside(root)) _roots.Add(root);
        }
    }

    /// <summary>The trees, symbolic links followed.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <inheritdoc/>
    public override FileKind KindOf(string path) => Seen(path, followLast: false) is { } real ? _files.KindOf(real) : FileKind.Missing;

    /// <inheritdoc/>
    public override bool Exists(string path) => Seen(path, followLast: true) is { } real && _files.Exists(real);

    /// <inheritdoc/>
    public override bool IsDirectory(string path) => Seen(path, followLast: true) is { } real && _files.IsDirectory(real);

    /// <inheritdoc/>
    public override byte[] ReadBytes(string path)
    {
        string real = Read(path, followLast: true);
        return _files.KindOf(real) == FileKind.Unknown
            ? throw new RestrictedPathException($"file '{path}' is a device, a pipe or a socket, and only regular files are read")
            : _files.ReadBytes(real);
    }

    /// <inheritdoc/>
    public override string ReadLink(string path)
        => Seen(path, followLast: false) is { } real ? _files.ReadLink(real) : throw Refuse(path, path);

    /// <inheritdoc/>
    public override IReadOnlyList<string> List(string path) => _files.List(Read(path, followLast: true));

    /// <inheritdoc/>
    public override bool IsExecutable(string path) => _files.IsExecutable(Read(path, followLast: true));

    /// <inheritdoc/>
    public override FileView? Shared => ReferenceEquals(_files.Shared, _files) ? this : null;

    /// <inheritdoc/>
    public override byte[]? ReadInAdvance(string path, int longest)
        => Seen(path, followLast: true) is { } real && IsInside(real) ? _files.ReadInAdvance(real, longest) : null;

    /// <inheritdoc/>
    public override NixException? Refusal(string path)
    {
        if (Seen(path, followLast: false) is null) return Refuse(path, RealPath(path, followLast: false));
        try
        {
            return Seen(path, followLast: true) is null ? Refuse(path, RealPath(path, followLast: true)) : null;
        }
        catch (IOException)
        {
            // A link that goes round leads nowhere.
            return null;
        }
    }

    private string? Seen(string path, bool followLast)
    {
        if (_way.Contains(path) && !followLast) return path;
        string real = RealPath(path, followLast);
        return IsInside(real) || _way.Contains(real) ? real : null;
    }

    private string Read(string path, bool followLast)
    {
        string real = RealPath(path, followLast);
        return IsInside(real) ? real : throw Refuse(path, real);
    }

    private bool IsInside(string real)
    {
        foreach (string root in _roots)
        {
            if (root.Length == 1 || real == root) return true;
            if (real.Length > root.Length && real[root.Length] == '/' && real.StartsWith(root, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Where a path really lies. Directories are asked for again and again, and are looked up once.</summary>
    private string RealPath(string path, bool followLast)
    {
        int slash = path.LastIndexOf('/');
        string name = path[(slash + 1)..];
        if (slash < 0 || name is "" or "." or "..") return SymbolicLinks.Resolve(_files, path, followLast);
        string parent = slash == 0 ? "/" : path[..slash];
        if (!_directories.TryGetValue(parent, out string? directory))
        {
            directory = _directories.GetOrAdd(parent, SymbolicLinks.Resolve(_files, parent, followLast: true));
        }

        string real = directory.Length == 1 ? "/" + name : directory + "/" + name;
        return followLast && _files.KindOf(real) == FileKind.Symlink ? SymbolicLinks.Resolve(_files, real, followLast: true) : real;
    }

    private RestrictedPathException Refuse(string path, string real)
    {
        string where = _roots.Count switch
        {
            0 => "no files can be seen here",
            1 => $"it is outside of '{_roots[0]}'",
            _ => $"it is outside of {string.Join(", ", _roots.ConvertAll(static root => $"'{root}'"))}",
        };
        string what = real == path ? $"'{path}'" : $"'{path}', which leads to '{real}',";
        int slash = real.LastIndexOf('/');
        string directory = _files.IsDirectory(real) || slash <= 0 ? real : real[..slash];
        return new RestrictedPathException($"access to path {what} is forbidden: {where}")
        {
            Advice = [$"If it may be read: --allow-path {directory}"],
        };
    }
}
