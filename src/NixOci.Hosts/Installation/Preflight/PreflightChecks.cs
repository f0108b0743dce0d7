using System.Text;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>Looks at a host before units are installed on it, for what would keep them from starting.</summary>
public static class PreflightChecks
{
    /// <summary>A file of others that would have to be replaced: the one check that cannot be skipped.</summary>
    public const string Clash = "clash";

    /// <summary>The checks that can be skipped, by their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["systemd", "backend", "programs", "store", "ports", "mounts", "secrets", "place"];

    /// <summary>Runs all checks.</summary>
    /// <param name="host">The host.</param>
    /// <param name="programs">Runs its programs; null where it does not run.</param>
    /// <param name="installer">The host's generations.</param>
    /// <param name="tree">The tree that is to be installed.</param>
    /// <param name="skipped">Checks that are left out.</param>
    public static IReadOnlyList<Finding> Run(
        HostRoot host, IProgramRunner? programs, Installer installer, GenerationTree tree, IReadOnlySet<string> skipped)
    {
        List<ContainerCommand> commands = ContainerCommand.In(tree);
        HostChecks software = new(host, programs, tree, commands);
        ResourceChecks resources = new(host, tree, commands, ContainerCommand.In(installer.CurrentTree(tree)));
        (string Name, Func<IEnumerable<Finding>> Check)[] checks =
        [
            (Clash, () => Clashes(installer, tree)),
            ("systemd", software.Systemd),
            ("backend", software.Backend),
            ("programs", software.Programs),
            ("store", software.Store),
            ("ports", resources.Ports),
            ("mounts", resources.Mounts),
            ("secrets", resources.Secrets),
            ("place", () => LatePlaces(host, tree)),
        ];
        List<Finding> findings = [];
        foreach ((string name, Func<IEnumerable<Finding>> check) in checks)
        {
            if (!skipped.Contains(name)) findings.AddRange(check());
        }

        return findings;
    }

    private static IEnumerable<Finding> Clashes(Installer installer, GenerationTree tree)
    {
        foreach (string path in installer.ClashesOf(tree))
        {
            yield return new Finding(
                Clash, true, $"'{path}' was not written by nixoci and is in the way", "move it away, or give the unit another name");
        }
    }

    /// <summary>systemd reads units before it mounts anything but the root and <c>/usr</c>.</summary>
    private static IEnumerable<Finding> LatePlaces(HostRoot host, GenerationTree tree)
    {
        if (!host.IsThisHost || host.TryRead("/proc/self/mountinfo") is not { } bytes) yield break;
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            string[] columns = line.Split(' ');
            if (columns.Length < 5 || columns[4] is "/" or "/usr" or "/etc") continue;
            foreach (string place in new[] { tree.UnitDirectory, tree.FileDirectory })
            {
                if (place != columns[4] && !place.StartsWith(columns[4] + "/", StringComparison.Ordinal)) continue;
                yield return new Finding(
                    "place", false, $"'{place}' is on the file system of '{columns[4]}', which is mounted after systemd has read its units",
                    "translate with --prefix DIR, where DIR is on the root file system");
            }
        }
    }
}
