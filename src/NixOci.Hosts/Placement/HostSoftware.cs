using NixOci.Hosts.Layouts;
using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Where a host has what NixOS has in the store, and what of it was asked for.</summary>
/// <param name="settings">The host.</param>
internal sealed class HostSoftware(HostSettings settings)
{
    private static readonly string[] CommandDirectories =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    private readonly SortedDictionary<string, HostNeed> _needs = new(StringComparer.Ordinal);

    /// <summary>What the units that were placed need, in the order of the packages' names.</summary>
    public IReadOnlyList<HostNeed> Needs => [.. _needs.Values];

    /// <summary>Remembers that a unit refers to a package.</summary>
    public void Require(SoftwareObject package, string unit) => NeedOf(package).Units.Add(unit);

    /// <summary>What a path into a package becomes.</summary>
    /// <param name="package">The package.</param>
    /// <param name="text">The text with the path.</param>
    /// <param name="end">Where the package's own path ends in it.</param>
    /// <returns>The replacement, and the place from which the text goes on as it is.</returns>
    public (string Path, int End) Replace(SoftwareObject package, string text, int end)
    {
        if (StoreReference.GoesThrough(text, end, "/etc")) return ("", end);
        foreach (string directory in SearchPath.Directories)
        {
            if (!text.AsSpan(end).StartsWith(directory + "/", StringComparison.Ordinal)) continue;
            int start = end + directory.Length + 1, stop = start;
            while (stop < text.Length && StoreReference.IsNameCharacter(text[stop])) stop++;
            if (stop > start) return (PathOf(package, text[start..stop]), stop);
        }

        return (IsShell(package) && StoreReference.GoesThrough(text, end, "/bin") ? "" : "/usr", end);
    }

    /// <summary>The directories in which a host has a package's commands.</summary>
    public IEnumerable<string> DirectoriesOf(StoreObject found)
    {
        if (found is SoftwareObject package && (ChosenPath(package.MainProgram) ?? ChosenPath(package.PackageName)) is { } path)
        {
            string program = path[(path.LastIndexOf('/') + 1)..];
            NeedOf(package).Programs[program] = path;
            yield return path[..path.LastIndexOf('/')];
        }

        foreach (string directory in CommandDirectories) yield return directory;
    }

    private string PathOf(SoftwareObject package, string program)
    {
        string path = ChosenPath(program)
            ?? (settings.Distribution?.DirectoryOf(program) is { } directory ? directory + "/" + program : null)
            ?? (IsShell(package) ? "/bin/" : "/usr/bin/") + program;
        NeedOf(package).Programs[program] = path;
        return path;
    }

    private string? ChosenPath(string? program) => program is null ? null : settings.Programs.GetValueOrDefault(program);

    private HostNeed NeedOf(SoftwareObject package)
    {
        if (!_needs.TryGetValue(package.PackageName, out HostNeed? need))
        {
            need = new HostNeed(package.PackageName, package.Version, settings.Distribution?.PackageFor(package.PackageName));
            _needs.Add(package.PackageName, need);
        }

        return need;
    }

    /// <summary>Shells are where scripts everywhere expect them.</summary>
    private static bool IsShell(SoftwareObject package) => package.PackageName is "bash" or "bash-interactive" or "dash";
}
