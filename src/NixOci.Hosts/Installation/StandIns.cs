using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Hosts.Installation;

/// <summary>
/// What a generation is given at a place where it has nothing, and where a link leads into it: that which systemd would see if
/// there were no link.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="unitDirectory">The host's directory of units.</param>
/// <param name="fileDirectory">The host's directory of generated files.</param>
internal sealed class StandIns(HostRoot host, string unitDirectory, string fileDirectory)
{
    /// <summary>The part of a generation with units.</summary>
    public const string UnitsPart = "units";

    /// <summary>The part of a generation with what units refer to.</summary>
    public const string FilesPart = "files";

    // Where packages put units, in the order in which systemd looks; see systemd.unit(5).
    private static readonly string[] PackageDirectories = ["/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"];

    private IFileOperations Files => host.Files;

    /// <summary>The path of the unit file, or other file below a directory of units, that a package of the host brings; null where none does.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The path relative to the directory.</param>
    public static string? OfPackage(HostRoot host, string path)
    {
        foreach (string directory in PackageDirectories)
        {
            if (host.KindOf(directory + "/" + path) is EntryKind.File or EntryKind.Link) return directory + "/" + path;
        }

        return null;
    }

    /// <summary>Whether a file stands at a path of the host as it is given.</summary>
    public static bool IsAt(HostRoot host, string path, HostFile file)
    {
        string real = host.Locate(path);
        return (file, host.Files.KindOf(real)) switch
        {
            (SymbolicLink link, EntryKind.Link) => host.Files.ReadLink(real) == ByteText.ToUnicode(link.Target),
            (RegularFile regular, EntryKind.File) => host.Files.IsExecutable(real) == regular.IsExecutable
                && host.Files.Read(real).AsSpan().SequenceEqual(ByteText.ToBytes(regular.Text)),
            _ => false,
        };
    }

    /// <summary>Gives a generation stand-ins.</summary>
    /// <param name="generation">The generation's directory.</param>
    /// <param name="outer">The places on the host from which links lead into it, or will.</param>
    /// <param name="tree">The files that stand in those places already, by hand; null where there are none.</param>
    public void Complete(string generation, IEnumerable<string> outer, GenerationTree? tree)
    {
        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach (string place in outer)
        {
            if (place.StartsWith(unitDirectory + "/", StringComparison.Ordinal))
            {
                CompleteUnit(generation, place[(unitDirectory.Length + 1)..], changed);
            }
            else if (tree is not null && host.KindOf(place) == EntryKind.Directory)
            {
                CompleteDirectory(generation, place[(fileDirectory.Length + 1)..], tree, changed);
            }
        }

        foreach (string directory in changed) Files.Sync(directory);
    }

    private void CompleteUnit(string generation, string path, HashSet<string> changed)
    {
        string inner = $"{generation}/{UnitsPart}/{path}", outer = unitDirectory + "/" + path;
        if (host.KindOf(inner) != EntryKind.Missing) return;
        string? target = host.TryReadLink(outer);
        if (target is not null && OuterLinks.LeadsInto(target, fileDirectory)) target = null;
        if (target is null && host.KindOf(outer) == EntryKind.File)
        {
            byte[] content = Files.Read(host.Locate(outer));
            string copy = Parent(inner, changed);
            string fresh = FileOperationsExtensions.BesideFor(copy);
            Files.DeleteTree(fresh);
            Files.WriteFile(fresh, content, isExecutable: false);
            Files.Rename(fresh, copy);
            return;
        }

        // An entry that leads to nothing still counts as a dependency; one that leads to /dev/null does not.
        target ??= OfPackage(host, path) ?? (path.Contains('/') ? "/dev/null" : null);
        if (target is not null) Files.CreateLink(Parent(inner, changed), target);
    }

    private void CompleteDirectory(string generation, string unit, GenerationTree tree, HashSet<string> changed)
    {
        string inner = host.Locate($"{generation}/{FilesPart}/{unit}");
        if (Files.KindOf(inner) != EntryKind.Missing) return;
        List<HostFile> content = [];
        foreach ((string path, HostFile file) in tree.Referred)
        {
            if (!path.StartsWith(unit + "/", StringComparison.Ordinal)) continue;
            string relative = ByteText.FromUnicode(path[(unit.Length + 1)..]);
            content.Add(file is RegularFile regular ? regular with { Path = relative } : ((SymbolicLink)file) with { Path = relative });
        }

        string fresh = FileOperationsExtensions.BesideFor(inner);
        Files.DeleteTree(fresh);
        Files.WriteTree(fresh, content);
        Files.Rename(fresh, inner);
        changed.Add(Path.GetDirectoryName(inner)!);
    }

    private string Parent(string inner, HashSet<string> changed)
    {
        string directory = host.CreateDirectories(Path.GetDirectoryName(inner)!);
        changed.Add(directory);
        return Path.Combine(directory, Path.GetFileName(inner));
    }
}
