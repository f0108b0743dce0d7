using System.CommandLine;
using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;

namespace NixOci.Cli.Commands;

/// <summary>The option <c>--root</c> of commands that change a host.</summary>
internal sealed class RootOption
{
    private readonly Option<string> _root = new("--root")
    {
        HelpName = "DIR",
        Description = "The root directory of the host. With another than / no systemd is told anything.",
        DefaultValueFactory = static _ => "/",
    };

    public RootOption(Command command) => command.Add(_root);

    /// <summary>The host that the command line names.</summary>
    public HostRoot Host(ParseResult parsed, CommandContext context)
    {
        string root = new HostRoot("/", DiskFiles.Instance).Follow(context.FullPath(parsed.GetValue(_root)!));
        return Directory.Exists(root)
            ? new HostRoot(root, DiskFiles.Instance)
            : throw new IOException($"there is no directory '{parsed.GetValue(_root)}' to be the root of a host");
    }

    /// <summary>What installs on a host.</summary>
    public static Installer InstallerOf(HostRoot host)
        => new(host, host.IsThisHost ? new ProgramSystemctl(new ProgramRunner()) : null, TimeProvider.System);
}
