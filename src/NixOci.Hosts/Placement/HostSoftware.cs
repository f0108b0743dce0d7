using NixOci.Hosts.Layouts;
using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Where a host has what NixOS has in the store, and what of it was asked for.</summary>
/// <param name="settings">The host.</param>
internal sealed class HostSoftware(HostSettings settings)
{
    /// <summary>The directories in which every host has commands.</summary>
    public static readonly string[] CommandDirectories =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    private readonly SortedDictionary<string, HostNeed> _needs = new(StringComparer.Ordinal);

    /// <summary>What the units that were placed need, in the order of the packages' names.</summary>
    public IReadOnlyList<HostNeed> Needs => [.. _needs.Values];

    /// <summary>Remembers that a unit refers to a package. Units come one after the other, in the order of their names.</summary>
    public void Require(SoftwareObject package, string unit)
    {
        List<string> units = NeedOf(package).Units;
        if (units.Count == 0 || units[^1] != unit) units.Add(unit);
    }

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
            if (!StoreReference.GoesInto(text, end, directory)) continue;
            int start = end + directory.Length + 1, stop = start;
            while (stop < text.Length && StoreReference.IsNameCharacter(text[stop])) stop++;
            if (stop > start) return (PathOf(package, text[start..stop]), stop);
        }

        return (IsShell(package) && StoreReference.GoesThrough(text, end, "/bin") ? "" : "/usr", end);
    }

    /// <summary>The directory, before those of every host, in which this one has a package's commands; null where it has none.</summary>
    public string? OwnDirectoryOf(StoreObject found)
    {
        if (settings.Programs.Count == 0 || found is not SoftwareObject package) return null;
        if ((ChosenPath(package.MainProgram) ?? ChosenPath(package.PackageName)) is not { } path) return null;
        int slash = path.LastIndexOf('/');
        NeedOf(package).Programs[path[(slash + 1)..]] = path;
        return path[..slash];
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
