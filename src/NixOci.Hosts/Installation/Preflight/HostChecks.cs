using System.Text;
using System.Text.RegularExpressions;
using NixOci.Hosts.Distributions;
using NixOci.Hosts.Files;
using NixOci.Hosts.Manifests;
using NixOci.Language.Source;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>Checks on the software of a host: systemd, what runs containers, and other programs that units call.</summary>
/// <param name="host">The host.</param>
/// <param name="programs">Runs its programs; null where it does not run.</param>
/// <param name="tree">The tree that is to be installed.</param>
/// <param name="commands">Its containers.</param>
internal sealed partial class HostChecks(HostRoot host, IProgramRunner? programs, GenerationTree tree, List<ContainerCommand> commands)
{
    // The oldest systemd of a distribution that is still maintained, and the first that keeps units up.
    private const int OldestSystemd = 239;
    private const int SystemdWithUpholds = 249;

    private static readonly string[] ProgramDirectories = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    // The first versions that know every option of the start scripts: --sdnotify, --cidfile and rm --ignore; --pull.
    private static readonly (string Name, Version Oldest)[] Backends = [("podman", new Version(3, 0)), ("docker", new Version(20, 10))];

    private readonly Distribution? _distribution
        = host.TryRead("/etc/os-release") is { } text ? Distribution.OfRelease(Encoding.UTF8.GetString(text)) : null;

    /// <summary>systemd is there, runs, and is new enough.</summary>
    public IEnumerable<Finding> Systemd()
    {
        bool isThere = host.Exists("/lib/systemd/systemd") || host.Exists("/usr/lib/systemd/systemd");
        if (programs is null)
        {
            if (!isThere) yield return Missing("there is no systemd below the root directory");
            yield break;
        }

        SystemctlResult? result = programs.Run("systemctl", ["--version"]);
        if (result is null || !host.Exists("/run/systemd/system"))
        {
            yield return Missing("systemd does not run on this host");
            yield break;
        }

        bool upholds = tree.Units.Any(static unit => unit.Path.Contains(".upholds/", StringComparison.Ordinal));
        int oldest = upholds ? SystemdWithUpholds : OldestSystemd;
        if (VersionIn(result.Output) is { } version && version.Major < oldest)
        {
            yield return new Finding("systemd", true, $"systemd is of version {version.Major}", $"the units need {oldest} or newer");
        }

        static Finding Missing(string message)
            => new("systemd", true, message, "units run under systemd only; to prepare another host's files, name its root directory by --root");
    }

    /// <summary>What runs the containers is there and new enough.</summary>
    public IEnumerable<Finding> Backend()
    {
        foreach ((string name, Version oldest) in Backends)
        {
            ContainerCommand? user = commands.Find(command => command.Backend == name);
            if (user is null) continue;
            if (PathOf(name) is not { } path)
            {
                yield return new Finding("backend", true, $"{user.Unit} needs {name}, which is not on the host", AdviceFor(name));
            }
            else if (programs?.Run(path, ["--version"]) is { } result && VersionIn(result.Output) is { } version && version < oldest)
            {
                yield return new Finding("backend", true, $"{path} is of version {version}", $"the units need {oldest} or newer");
            }
        }
    }

    /// <summary>Programs that units call by their full paths are there.</summary>
    public IEnumerable<Finding> Programs()
    {
        foreach (ManifestNeed need in tree.Manifest.Needs)
        {
            foreach (string program in need.Programs)
            {
                string path = ByteText.ToUnicode(program);
                if (host.Exists(path) || Array.Exists(Backends, backend => backend.Name == need.Package)) continue;
                yield return new Finding(
                    "programs", true, $"{ByteText.ToUnicode(need.Units[0])} calls {path}, which is not on the host", AdviceFor(need.Package));
            }
        }
    }

    /// <summary>Nothing refers to files that only Nix could build.</summary>
    public IEnumerable<Finding> Store()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (HostFile file in tree.Files.Values)
        {
            if (file is not RegularFile regular) continue;
            foreach (Match match in StorePath().Matches(regular.Text))
            {
                if (!seen.Add(match.Value) || host.Exists(match.Value)) continue;
                yield return new Finding(
                    "store", true, $"'{ByteText.ToUnicode(file.Path)}' refers to {match.Value}, which is not on the host",
                    "build it with Nix and copy it to that path, or let the configuration name an image of a registry");
            }
        }
    }

    private string? PathOf(string backend)
    {
        foreach (ManifestNeed need in tree.Manifest.Needs)
        {
            if (need.Package != backend) continue;
            foreach (string program in need.Programs)
            {
                if (program.EndsWith("/" + backend, StringComparison.Ordinal)) return host.Exists(program) ? program : null;
            }
        }

        string? directory = Array.Find(ProgramDirectories, directory => host.Exists($"{directory}/{backend}"));
        return directory is null ? null : $"{directory}/{backend}";
    }

    private string AdviceFor(string package)
        => _distribution?.PackageFor(package) is { } name
            ? $"install it: {_distribution.InstallCommand} {name}"
            : "install it, or name its place by --bin when the configuration is translated";

    private static Version? VersionIn(string output)
    {
        Match match = FirstVersion().Match(output);
        if (!match.Success) return null;
        return new Version(
            int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
            match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"(\d{1,6})(?:\.(\d{1,6}))?", RegexOptions.CultureInvariant)]
    private static partial Regex FirstVersion();

    [GeneratedRegex("/nix/store/[0-9a-z]{32}-[A-Za-z0-9+._?=-]*[A-Za-z0-9+_?=-]", RegexOptions.CultureInvariant)]
    private static partial Regex StorePath();
}
