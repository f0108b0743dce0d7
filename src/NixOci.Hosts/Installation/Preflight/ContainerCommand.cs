using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>The command that starts a container, as far as a host has to be ready for it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Backend"><c>podman</c> or <c>docker</c>.</param>
/// <param name="Ports">What is published, as it is written.</param>
/// <param name="Sources">The host's paths that are mounted into the container.</param>
/// <param name="EnvironmentFiles">Files with variables.</param>
internal sealed record ContainerCommand(
    string Unit, string Backend, IReadOnlyList<string> Ports, IReadOnlyList<string> Sources, IReadOnlyList<string> EnvironmentFiles)
{
    private static readonly string[] Backends = ["podman", "docker"];

    // Options without a value; all others take one, in the same word or the next.
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "-d", "--detach", "--rm", "--replace", "--init", "--privileged", "-t", "--tty", "-i", "--interactive", "-it", "-ti", "--read-only",
        "--no-healthcheck", "--tls-verify", "--http-proxy", "-P", "--publish-all", "-q", "--quiet", "--no-hosts", "--env-host",
        "--oom-kill-disable", "--rmi", "--disable-content-trust",
    };

    /// <summary>The commands in the scripts of a tree.</summary>
    public static List<ContainerCommand> In(GenerationTree tree)
    {
        List<ContainerCommand> commands = [];
        foreach ((string path, HostFile file) in tree.Referred)
        {
            if (file is not RegularFile { IsExecutable: true } script) continue;
            foreach (string backend in Backends)
            {
                int at = script.Text.IndexOf($"\nexec {backend} ", StringComparison.Ordinal);
                if (at >= 0) commands.Add(Read(path[..path.IndexOf('/')], backend, ShellWords.Read(script.Text, at + 1)));
            }
        }

        commands.Sort(static (a, b) => string.CompareOrdinal(a.Unit, b.Unit));
        return commands;
    }

    private static ContainerCommand Read(string unit, string backend, List<string?> words)
    {
        List<string> ports = [], sources = [], files = [];
        int i = words.IndexOf("run") + 1;
        for (; i > 0 && i < words.Count; i++)
        {
            // The first word that is neither an option nor the value of one is the image.
            if (words[i] is { } word && !word.StartsWith('-')) break;
            if (words[i] is not { } option || Flags.Contains(option)) continue;
            int equals = option.StartsWith("--", StringComparison.Ordinal) ? option.IndexOf('=', StringComparison.Ordinal) : -1;
            string? value = equals > 0 ? option[(equals + 1)..] : i + 1 < words.Count ? words[++i] : null;
            if (value is not null) Take(equals > 0 ? option[..equals] : option, ByteText.ToUnicode(value));
        }

        return new ContainerCommand(unit, backend, ports, sources, files);

        void Take(string option, string value)
        {
            switch (option)
            {
                case "-p" or "--publish":
                    ports.Add(value);
                    break;
                case "-v" or "--volume" when value.StartsWith('/'):
                    sources.Add(value.Split(':')[0]);
                    break;
                case "--mount" when value.Split(',').Contains("type=bind"):
                    foreach (string part in value.Split(','))
                    {
                        if (part.StartsWith("source=/", StringComparison.Ordinal) || part.StartsWith("src=/", StringComparison.Ordinal)) sources.Add(part[part.IndexOf('/')..]);
                    }

                    break;
                case "--env-file":
                    files.Add(value);
                    break;
            }
        }
    }
}
