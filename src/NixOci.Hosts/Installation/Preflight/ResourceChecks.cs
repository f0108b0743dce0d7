using System.Net;
using System.Text;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Systemd.Units;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>Checks on what containers take from a host: ports, directories, files with secrets.</summary>
/// <param name="host">The host.</param>
/// <param name="tree">The tree that is to be installed.</param>
/// <param name="commands">Its containers.</param>
/// <param name="current">The containers that are in force.</param>
internal sealed class ResourceChecks(HostRoot host, GenerationTree tree, List<ContainerCommand> commands, List<ContainerCommand> current)
{
    private static readonly string[] DirectorySettings =
        ["StateDirectory=/var/lib", "RuntimeDirectory=/run", "CacheDirectory=/var/cache", "LogsDirectory=/var/log", "ConfigurationDirectory=/etc"];

    // What is there only while a host runs.
    private static readonly string[] VolatileDirectories = ["/run/", "/var/run/", "/dev/", "/proc/", "/sys/", "/tmp/"];

    /// <summary>Published ports are free, but for those that containers in force have already.</summary>
    public IEnumerable<Finding> Ports()
    {
        if (!host.IsThisHost) yield break;
        HashSet<PublishedPort> ours = [];
        foreach (ContainerCommand command in current)
        {
            foreach (string word in command.Ports) ours.UnionWith(PublishedPort.Parse(word));
        }

        Dictionary<PublishedPort, string> takers = [];
        foreach (ContainerCommand command in commands)
        {
            foreach (PublishedPort port in command.Ports.SelectMany(PublishedPort.Parse))
            {
                string shown = $"port {port.Number}/{port.Protocol}";
                if (!takers.TryAdd(port, command.Unit) && takers[port] != command.Unit)
                {
                    yield return new Finding(
                        "ports", true, $"{command.Unit} and {takers[port]} both publish {shown}", "let one of them publish another port");
                }
                else if (!ours.Contains(port) && IsTaken(port))
                {
                    string kind = port.Protocol == "udp" ? "u" : "t";
                    yield return new Finding(
                        "ports", true, $"{command.Unit} publishes {shown}, which is in use",
                        $"'ss -l{kind}np sport = :{port.Number}' shows by whom; stop it or publish another port");
                }
            }
        }
    }

    /// <summary>Paths that are mounted into containers are there, or are made by their unit.</summary>
    public IEnumerable<Finding> Mounts()
    {
        foreach (ContainerCommand command in commands)
        {
            HashSet<string> made = DirectoriesOf(command.Unit);
            foreach (string source in command.Sources)
            {
                if (IsGiven(source) || made.Contains(source.TrimEnd('/')) || IsUnknown(source)) continue;

                // docker makes what is missing as a directory of root.
                bool isError = command.Backend == "podman";
                yield return new Finding(
                    "mounts", isError, $"{command.Unit} mounts '{source}' into its container, and there is no such path",
                    isError ? $"make it: mkdir -p {source}" : $"docker will make it as a directory of root; if that is not meant: mkdir -p {source}");
            }
        }
    }

    /// <summary>Files with variables, passwords and credentials are there.</summary>
    public IEnumerable<Finding> Secrets()
    {
        foreach ((string unit, string file) in SecretFiles())
        {
            if (IsGiven(file) || IsUnknown(file)) continue;
            yield return new Finding(
                "secrets", true, $"{unit} reads '{file}', and there is no such file", "put it there, readable by root alone");
        }
    }

    private IEnumerable<(string Unit, string File)> SecretFiles()
    {
        HashSet<(string, string)> seen = [];
        foreach (ContainerCommand command in commands)
        {
            foreach (string file in command.EnvironmentFiles)
            {
                if (seen.Add((command.Unit, file))) yield return (command.Unit, file);
            }
        }

        foreach ((string path, HostFile file) in tree.Referred)
        {
            if (file is not RegularFile { IsExecutable: true } script) continue;
            string unit = path[..path.IndexOf('/')];
            if (PasswordFile(script.Text) is { } password && seen.Add((unit, password))) yield return (unit, password);
        }

        foreach ((string path, HostFile file) in tree.Units)
        {
            if (file is not RegularFile text || !path.EndsWith(".service", StringComparison.Ordinal)) continue;
            foreach (string secret in SettingsOf(text.Text))
            {
                if (seen.Add((path, secret))) yield return (path, secret);
            }
        }
    }

    /// <summary>The file of the login in a pre-start script: <c>cat FILE | podman login …</c>.</summary>
    private static string? PasswordFile(string script)
    {
        for (int at = script.IndexOf("cat ", StringComparison.Ordinal); at >= 0; at = script.IndexOf("cat ", at + 1, StringComparison.Ordinal))
        {
            List<string?> words = ShellWords.Read(script, at);
            int pipe = script.IndexOf('|', at), line = script.IndexOf('\n', at);
            bool isLogin = pipe >= 0 && script.IndexOf(" login", pipe, StringComparison.Ordinal) is var login && login >= 0 && login - pipe < 20;
            if (words is [_, { } file] && isLogin && (line < 0 || pipe < line + 10) && file.StartsWith('/')) return ByteText.ToUnicode(file);
        }

        return null;
    }

    private static IEnumerable<string> SettingsOf(string text)
    {
        UnitSection service = ReadService(text);
        foreach (string value in service.ValuesOf("EnvironmentFile"))
        {
            if (value.StartsWith('/') && !value.Contains('%') && !value.Contains('*')) yield return ByteText.ToUnicode(value);
        }

        foreach (string value in service.ValuesOf("LoadCredential"))
        {
            int colon = value.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && value.Length > colon + 1 && value[colon + 1] == '/') yield return ByteText.ToUnicode(value[(colon + 1)..]);
        }
    }

    private static UnitSection ReadService(string text)
    {
        try
        {
            return UnitFileReader.Read(text)["Service"];
        }
        catch (UnitSyntaxException)
        {
            return new UnitSection("Service", []);
        }
    }

    private HashSet<string> DirectoriesOf(string unit)
    {
        HashSet<string> made = new(StringComparer.Ordinal);
        string path = ByteText.FromUnicode($"{tree.UnitDirectory[1..]}/{unit}");
        if (!tree.Files.TryGetValue(path, out HostFile? file) || file is not RegularFile text) return made;
        UnitSection service = ReadService(text.Text);
        foreach (string setting in DirectorySettings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            foreach (string value in service.ValuesOf(setting[..equals]))
            {
                foreach (string name in value.Split(' ', StringSplitOptions.RemoveEmptyEntries)) made.Add($"{setting[(equals + 1)..]}/{name.Split(':')[0]}");
            }
        }

        return made;
    }

    private bool IsTaken(PublishedPort port)
    {
        foreach ((IPAddress address, int number) in ListeningSockets.Of(host, port.Protocol))
        {
            if (port.IsTakenBy(address, number)) return true;
        }

        return false;
    }

    private bool IsGiven(string path)
        => host.Exists(path) || path.StartsWith(tree.FileDirectory + "/", StringComparison.Ordinal)
            || path.StartsWith("/nix/store/", StringComparison.Ordinal);

    /// <summary>Whether a path of a host that does not run cannot be known.</summary>
    private bool IsUnknown(string path)
        => !host.IsThisHost && Array.Exists(VolatileDirectories, directory => path.StartsWith(directory, StringComparison.Ordinal));
}
