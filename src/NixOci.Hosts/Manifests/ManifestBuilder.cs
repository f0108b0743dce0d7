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
    private readonly Dictionary<string, UnitOrigin> _origins = new(StringComparer.Ordinal);

    /// <summary>The manifest of files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="layout">How they were laid out.</param>
    /// <param name="release">The NixOS release that was followed.</param>
    public Manifest Build(LaidOutFiles files, Layout layout, string release)
    {
        List<ManifestEntry> entries = new(files.Tree.Files.Count);
        foreach (HostFile file in files.Tree.Files) entries.Add(Entry(file, files.Tree.OwnerOf(file.Path)));
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
        UnitOrigin origin = unit is null ? UnitOrigin.Unknown : OriginOf(unit);
        string? target = (file as SymbolicLink)?.Target;
        string content = target ?? ((RegularFile)file).Text;
        return new ManifestEntry(
            file.Path,
            target,
            NixHash.Sha256Of(ByteText.ToBytes(content)),
            file is RegularFile { IsExecutable: true },
            unit,
            origin.Container,
            Source(origin.Position));
    }

    private UnitOrigin OriginOf(string unit)
    {
        if (!_origins.TryGetValue(unit, out UnitOrigin? origin))
        {
            origin = origins?.Find(unit) ?? UnitOrigin.Unknown;
            _origins.Add(unit, origin);
        }

        return origin;
    }

    private ManifestSource? Source(Position position)
    {
        if (position.File is not { } file) return null;
        (int line, int column) = file.LineAndColumn(position.Offset);
        string prefix = directory.TrimEnd('/') + "/";
        string name = file.Name.StartsWith(prefix, StringComparison.Ordinal) ? file.Name[prefix.Length..] : file.Name;
        return new ManifestSource(name, line, column);
    }
}
