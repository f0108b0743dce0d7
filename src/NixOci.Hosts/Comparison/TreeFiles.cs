using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>The files that units refer to, in a tree with the paths of a host.</summary>
/// <param name="tree">The tree.</param>
/// <param name="isGenerated">Whether the tree holds nothing but what was generated.</param>
internal sealed class TreeFiles(ComparedTree tree, bool isGenerated) : IUnitFiles
{
    private readonly Dictionary<string, IReadOnlyList<ReferredFile>> _read = new(StringComparer.Ordinal);

    public bool IsGenerated => isGenerated;

    public IReadOnlyList<ReferredFile> Find(string path, string unit)
    {
        if (_read.TryGetValue(path, out IReadOnlyList<ReferredFile>? known)) return known;
        IReadOnlyList<ReferredFile> found = Read(path);
        _read.Add(path, found);
        return found;
    }

    private ReferredFile[] Read(string path)
    {
        try
        {
            return tree.ReadText(path) is { } file ? [new ReferredFile(file.Text, file.IsExecutable)] : [];
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}', to which a unit refers, cannot be read: permission denied", e);
        }
    }
}

/// <summary>
/// The files that units refer to, in a tree of the very texts of NixOS, where hashes are masked: <c>scripts/NAME/PATH</c>, or
/// <c>scripts/NAME@UNIT/PATH</c> where a name is not unique, with <c>~2</c> and so on behind it where even that is not.
/// </summary>
/// <param name="tree">The tree.</param>
internal sealed class MaskedFiles(ComparedTree tree) : IUnitFiles
{
    private const string Store = "/nix/store/";
    private const int HashLength = 32;

    public bool IsGenerated => true;

    public IReadOnlyList<ReferredFile> Find(string path, string unit)
    {
        int nameStart = Store.Length + HashLength + 1;
        if (!path.StartsWith(Store, StringComparison.Ordinal) || path.Length <= nameStart) return [];
        int slash = path.IndexOf('/', nameStart);
        string name = slash < 0 ? path[nameStart..] : path[nameStart..slash], rest = slash < 0 ? "" : path[slash..];
        List<ReferredFile> found = [];
        AddCopies(found, "/scripts/" + name + "@" + unit, rest);
        if (found.Count == 0) AddCopies(found, "/scripts/" + name, rest);
        return found;
    }

    private void AddCopies(List<ReferredFile> found, string directory, string rest)
    {
        for (int copy = 1; ; copy++)
        {
            string place = copy == 1 ? directory : directory + "~" + copy.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (tree.Resolve(place) is null) return;
            if (tree.ReadText(place + rest) is { } file) found.Add(new ReferredFile(file.Text, file.IsExecutable));
        }
    }
}
