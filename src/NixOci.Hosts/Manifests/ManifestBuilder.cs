using System.Buffers;
using System.Text;
using NixOci.Containers.Configuration;
using NixOci.Hosts.Distributions;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Source;
using NixOci.Language.Store;

namespace NixOci.Hosts.Manifests;

/// <summary>Makes the manifest of units that were laid out.</summary>
/// <param name="origins">Where units come from; null where that is not asked for.</param>
/// <param name="directory">The configuration's directory, as byte text: places below it are given relative to it.</param>
public sealed class ManifestBuilder(UnitOrigins? origins, string directory)
{
    private static readonly Origin Unknown = new(null, null);

    private readonly Dictionary<string, Origin> _origins = new(StringComparer.Ordinal);
    private readonly string _prefix = directory.TrimEnd('/') + "/";
    private SourceFile? _file;
    private string _name = "";

    /// <summary>The manifest of files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="layout">How they were laid out.</param>
    /// <param name="release">The NixOS release that was followed.</param>
    public Manifest Build(LaidOutFiles files, Layout layout, string release)
    {
        FileTree tree = files.Tree;
        List<ManifestEntry> entries = new(tree.Files.Count);
        for (int i = 0; i < tree.Files.Count; i++) entries.Add(Entry(tree.Files[i], tree.Owners[i]));
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        List<ManifestNeed> needs = [];
        foreach (HostNeed need in files.Needs)
        {
            if (Distribution.IsEssential(need.Package)) continue;
            needs.Add(new ManifestNeed(need.Package, need.Version, need.HostPackage, [.. need.Programs.Values], [.. need.Units]));
        }

        return new Manifest(layout.Name, release, layout.Host?.UnitDirectory, layout.Host?.FileDirectory, needs, entries);
    }

    private ManifestEntry Entry(HostFile file, string? unit)
    {
        Origin origin = unit is null ? Unknown : OriginOf(unit);
        string? target = (file as SymbolicLink)?.Target;
        string content = target ?? ((RegularFile)file).Text;
        return new ManifestEntry(
            file.Path,
            target,
            HashOf(content),
            file is RegularFile { IsExecutable: true },
            unit,
            origin.Container,
            origin.Source);
    }

    private static string HashOf(string content)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(content.Length);
        string hash = NixHash.Sha256Of(bytes.AsSpan(0, Encoding.Latin1.GetBytes(content, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    private Origin OriginOf(string unit)
    {
        if (!_origins.TryGetValue(unit, out Origin? origin))
        {
            UnitOrigin found = origins?.Find(unit) ?? UnitOrigin.Unknown;
            origin = new Origin(found.Container, Source(found.Position));
            _origins.Add(unit, origin);
        }

        return origin;
    }

    private ManifestSource? Source(Position position)
    {
        if (position.File is not { } file) return null;
        (int line, int column) = file.LineAndColumn(position.Offset);
        return new ManifestSource(NameOf(file), line, column);
    }

    /// <summary>Units come from few files, and those of one file after each other as a rule.</summary>
    private string NameOf(SourceFile file)
    {
        if (file != _file)
        {
            _file = file;
            _name = file.Name.StartsWith(_prefix, StringComparison.Ordinal) ? file.Name[_prefix.Length..] : file.Name;
        }

        return _name;
    }

    private sealed record Origin(string? Container, ManifestSource? Source);
}
