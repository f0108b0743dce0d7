using NixOci.Systemd.Options;

namespace NixOci.Containers.Releases;

/// <summary>Which release an option appeared in.</summary>
public static class OptionHistory
{
    /// <summary>The first release that has an option.</summary>
    /// <param name="path">The option's path as messages show it, for example <c>systemd.services.web.enableDefaultPath</c>.</param>
    /// <param name="option">The option's own name; it has several parts where it is nested.</param>
    /// <returns>The release, or null where the option is new in none.</returns>
    public static ContainerRelease? FirstWith(string path, out string option)
    {
        IReadOnlyList<ContainerRelease> releases = NixosReleases.All;
        option = "";
        for (int i = 1; i < releases.Count; i++)
        {
            ContainerRelease release = releases[i], before = releases[i - 1];
            if (path.StartsWith("virtualisation.oci-containers.containers.", StringComparison.Ordinal))
            {
                foreach (Options.ContainerOption added in release.Options)
                {
                    if (!EndsWith(path, option = added.Name) || before.HasOption(added.Name)) continue;
                    return release;
                }
            }
            else if (path.StartsWith("systemd.", StringComparison.Ordinal))
            {
                foreach (ServiceOption added in release.Systemd.ServiceOptions)
                {
                    if (!EndsWith(path, option = added.Name) || before.Systemd.Has(added)) continue;
                    return release;
                }
            }
        }

        return null;
    }

    private static bool EndsWith(string path, string option)
        => path.Length > option.Length && path[^(option.Length + 1)] == '.' && path.EndsWith(option, StringComparison.Ordinal);
}
