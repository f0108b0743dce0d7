using System.Collections.Frozen;
using NixOci.Systemd.Comparison;

namespace NixOci.Containers.Comparison;

/// <summary>How the values of a flag count.</summary>
internal enum RunFlagKind
{
    /// <summary>On or off; takes no value but after an equals sign.</summary>
    Switch,

    /// <summary>One text: the last one given.</summary>
    Text,

    /// <summary>One size in bytes.</summary>
    Size,

    /// <summary>One whole number.</summary>
    Number,

    /// <summary>One time span.</summary>
    Time,

    /// <summary>One signal.</summary>
    Signal,

    /// <summary>Variables, with values or taken from the environment.</summary>
    Environment,

    /// <summary>Names with values; the last one of a name counts.</summary>
    Map,

    /// <summary>Limits by their names: soft and hard.</summary>
    Limits,

    /// <summary>Values in their order.</summary>
    Ordered,

    /// <summary>Values in any order.</summary>
    List,

    /// <summary>Networks in their order.</summary>
    Networks,

    /// <summary>Options of the kernel's guards, with an equals sign or a colon.</summary>
    Options,

    /// <summary>Capabilities in any order.</summary>
    Capabilities,

    /// <summary>Devices.</summary>
    Devices,

    /// <summary>Published ports.</summary>
    Ports,

    /// <summary>Volumes.</summary>
    Volumes,

    /// <summary>Mounts with their fields.</summary>
    Mounts,

    /// <summary>File systems in memory.</summary>
    Tmpfs,
}

/// <summary>A flag of the command that runs a container.</summary>
/// <param name="Name">The name in use, for example <c>--volume</c>.</param>
/// <param name="Kind">How its values count.</param>
/// <param name="Class">What it means that they differ.</param>
/// <param name="Default">What holds where the flag is not given; null where nothing is known.</param>
internal sealed record RunFlag(string Name, RunFlagKind Kind, DifferenceClass Class, string? Default)
{
    private const string Resource = "run-flags.txt";

    private static readonly Lazy<FrozenDictionary<string, RunFlag>> Table = new(ReadTable);

    /// <summary>The flag of a name; one that is not known takes a value only after an equals sign.</summary>
    public static RunFlag Find(string name)
        => Table.Value.TryGetValue(name, out RunFlag? flag) ? flag : new RunFlag(name, RunFlagKind.Ordered, DifferenceClass.Behaviour, null);

    /// <summary>Whether a name is that of a known flag that takes the next word as its value.</summary>
    public static bool TakesWord(string name) => Table.Value.TryGetValue(name, out RunFlag? flag) && flag.Kind != RunFlagKind.Switch;

    private static FrozenDictionary<string, RunFlag> ReadTable()
    {
        Stream stream = typeof(RunFlag).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the table {Resource} is missing");
        using StreamReader reader = new(stream);
        Dictionary<string, RunFlag> table = new(StringComparer.Ordinal);
        RunFlagKind kind = RunFlagKind.Text;
        DifferenceClass difference = DifferenceClass.Behaviour;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == ':')
            {
                string[] heading = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                kind = Enum.Parse<RunFlagKind>(heading[0], ignoreCase: true);
                difference = DifferenceClasses.Find(heading[1])!.Value;
                continue;
            }

            foreach (string item in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Add(table, item, kind, difference);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, RunFlag> table, string item, RunFlagKind kind, DifferenceClass difference)
    {
        int equals = item.IndexOf('=', StringComparison.Ordinal);
        string[] names = (equals < 0 ? item : item[..equals]).Split(',');
        string? standard = equals >= 0 ? item[(equals + 1)..] : kind == RunFlagKind.Switch ? "false" : null;
        RunFlag flag = new(names[0], kind, difference, standard);
        foreach (string name in names) table.Add(name, flag);
    }
}
