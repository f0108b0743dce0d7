using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Where a common Linux host has what NixOS has in the store.</summary>
internal static class SoftwarePaths
{
    /// <summary>Where a host looks for commands.</summary>
    public static readonly string[] CommandDirectories =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>What a package's directory becomes where a path goes on from there.</summary>
    /// <param name="package">The package.</param>
    /// <param name="text">The text with the path.</param>
    /// <param name="end">Where the package's own path ends in it.</param>
    public static string RootOf(SoftwareObject package, string text, int end)
    {
        if (StoreReference.GoesThrough(text, end, "/etc")) return "";

        // Shells are where scripts everywhere expect them.
        bool isShell = package.PackageName is "bash" or "bash-interactive" or "dash";
        return isShell && StoreReference.GoesThrough(text, end, "/bin") ? "" : "/usr";
    }
}
