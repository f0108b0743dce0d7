using NixOci.Hosts.Files;
using NixOci.Hosts.Installation;

namespace NixOci.Hosts.Tests.Disks;

/// <summary>A systemd that knows what is active, and by which text it was started.</summary>
/// <param name="disk">Where its units are.</param>
/// <param name="active">What is active: the units' texts when they were started; null where only targets are.</param>
/// <param name="before">What is done before each command that changes something; may fail.</param>
internal sealed class FakeSystemd(IFileOperations disk, IDictionary<string, string>? active = null, Action<Action>? before = null) : ISystemctl
{
    private SortedDictionary<string, string> _loaded = SystemdView.Of(disk);

    /// <summary>What is active: the units' texts when they were started.</summary>
    public SortedDictionary<string, string> Active { get; } = new(
        active ?? new Dictionary<string, string> { ["multi-user.target"] = "", ["timers.target"] = "" }, StringComparer.Ordinal);

    /// <summary>Units that cannot be started.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>What failed.</summary>
    public SortedSet<string> Failed { get; } = new(StringComparer.Ordinal);

    /// <summary>The commands that were given.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The same systemd after a reboot with another disk: what the targets want is started.</summary>
    public static FakeSystemd Booted(IFileOperations disk)
    {
        FakeSystemd booted = new(disk);
        foreach (string path in booted._loaded.Keys)
        {
            if (path.StartsWith("multi-user.target.wants/", StringComparison.Ordinal)
                || path.StartsWith("multi-user.target.requires/", StringComparison.Ordinal)) booted.Start(path[(path.IndexOf('/') + 1)..]);
        }

        return booted;
    }

    public SystemctlResult Run(IReadOnlyList<string> arguments)
    {
        if (arguments[0] == "list-units") return new SystemctlResult(0, List(), "");
        Commands.Add(string.Join(' ', arguments));
        int code = 0;
        if (before is null) code = Execute(arguments);
        else before(() => code = Execute(arguments));
        return new SystemctlResult(code, "", code == 0 ? "" : "it cannot be done");
    }

    private int Execute(IReadOnlyList<string> arguments)
    {
        if (arguments[0] == "daemon-reload") _loaded = SystemdView.Of(disk);
        bool isDone = true;
        foreach (string unit in arguments.Skip(2))
        {
            if (arguments[0] is "stop" or "restart") Active.Remove(unit);
            if (arguments[0] == "reset-failed") Failed.Remove(unit);
            if (arguments[0] is "start" or "restart") isDone &= Start(unit);
            if (arguments[0] == "reload") Active[unit] = _loaded[unit];
        }

        return isDone ? 0 : 1;
    }

    private bool Start(string unit)
    {
        if (Active.ContainsKey(unit)) return true;
        if (!_loaded.TryGetValue(unit, out string? text)) return false;
        if (Broken.Contains(unit)) return !Failed.Add(unit) && false;
        return Active.TryAdd(unit, text);
    }

    private string List()
    {
        List<string> lines = [];
        foreach (string unit in Active.Keys) lines.Add($"{unit} loaded active running some words of description");
        foreach (string unit in Failed) lines.Add($"{unit} loaded failed failed some words");
        return string.Join('\n', lines) + "\n";
    }
}
