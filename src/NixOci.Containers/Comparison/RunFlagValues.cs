using System.Text;
using NixOci.Systemd.Comparison.Values;

namespace NixOci.Containers.Comparison;

/// <summary>Values of flags in one way of writing each.</summary>
internal static class RunFlagValues
{
    /// <summary>What stands for a variable that is taken from the environment of the command.</summary>
    public const string FromEnvironment = "(from the environment)";

    /// <summary>The value of a flag that has one.</summary>
    public static string Scalar(RunFlagKind kind, string value) => kind switch
    {
        RunFlagKind.Switch => Scalars.Boolean(value) switch { true => "true", false => "false", null => value },
        RunFlagKind.Size => Scalars.NormalizeSize(value),
        RunFlagKind.Number => Scalars.NormalizeNumber(value),
        RunFlagKind.Time => TimeSpans.Normalize(value),
        RunFlagKind.Signal => Scalars.NormalizeSignal(value),
        _ => value,
    };

    /// <summary>A value of a flag that has several: what it is about, and what it says of that.</summary>
    public static (string Key, string Value) Entry(RunFlagKind kind, string value) => kind switch
    {
        RunFlagKind.Environment => Split(value, '=', FromEnvironment),
        RunFlagKind.Map => Split(value, '=', ""),
        RunFlagKind.Limits => Limit(value),
        RunFlagKind.Options => (Option(value), ""),
        RunFlagKind.Capabilities => (Capability(value), ""),
        RunFlagKind.Devices => Device(value),
        RunFlagKind.Ports => Port(value),
        RunFlagKind.Volumes => Volume(value),
        RunFlagKind.Mounts => Mount(value),
        RunFlagKind.Tmpfs => Tmpfs(value),
        _ => (value, ""),
    };

    private static (string Key, string Value) Split(string text, char separator, string without)
    {
        int at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, without) : (text[..at], text[(at + 1)..]);
    }

    private static (string Key, string Value) Limit(string text)
    {
        (string name, string limits) = Split(text, '=', "");
        return (name, Scalars.NormalizeLimit(limits, Scalars.NormalizeNumber));
    }

    private static string Option(string text)
    {
        string option = text.Contains('=', StringComparison.Ordinal) ? text : ReplaceFirst(text, ':', '=');
        return option == "no-new-privileges=true" ? "no-new-privileges" : option;
    }

    private static string Capability(string text)
    {
        string name = text.ToUpperInvariant();
        return name.StartsWith("CAP_", StringComparison.Ordinal) ? name[4..] : name;
    }

    private static (string Key, string Value) Device(string text)
    {
        string[] parts = text.Split(':');
        if (!text.StartsWith('/')) return (text, "");
        string inside = parts.Length > 1 && parts[1].StartsWith('/') ? parts[1] : parts[0];
        string last = parts[^1];
        string permissions = parts.Length > 1 && !last.StartsWith('/') ? Sorted(last) : "mrw";
        return (inside, parts[0] + ":" + inside + ":" + permissions);
    }

    /// <summary>A published port: by the port in the container, <c>ADDRESS:PORT:PORT/PROTOCOL</c>.</summary>
    private static (string Key, string Value) Port(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        string ports = slash < 0 ? text : text[..slash];
        int colon = ports.LastIndexOf(':');
        string inside = ports[(colon + 1)..] + "/" + protocol;
        return (inside, colon < 0 ? inside : ports[..colon] + ":" + inside);
    }

    /// <summary>The address of the host at which a port is published; empty for all.</summary>
    public static string AddressOf(string port)
    {
        int last = port.LastIndexOf(':');
        int before = last <= 0 ? -1 : port.LastIndexOf(':', last - 1);
        return before < 0 ? "" : port[..before];
    }

    /// <summary>A volume: by the path in the container.</summary>
    private static (string Key, string Value) Volume(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 1) return (Directory(text), Directory(text));
        string inside = Directory(parts[1]);
        string options = parts.Length > 2 ? Options(parts[2], "rw") : "";
        string volume = Directory(parts[0]) + ":" + inside;
        return (inside, options.Length == 0 ? volume : volume + ":" + options);
    }

    /// <summary>The parts of a volume: what is mounted, and with which options.</summary>
    public static (string Source, string Options) PartsOf(string volume)
    {
        string[] parts = volume.Split(':');
        return (parts[0], parts.Length > 2 ? parts[2] : "");
    }

    private static (string Key, string Value) Mount(string text)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string field in text.Split(','))
        {
            (string name, string value) = Split(field, '=', "true");
            name = name switch
            {
                "src" => "source",
                "dst" or "target" => "destination",
                "ro" => "readonly",
                "rw" => "readwrite",
                "relabel" => "relabel",
                _ => name,
            };
            if (name == "readwrite")
            {
                name = "readonly";
                value = Scalars.Boolean(value) == false ? "true" : "false";
            }

            if (name == "readonly" && Scalars.Boolean(value) == false) continue;
            fields[name] = name is "destination" or "source" ? Directory(value) : value;
        }

        fields.TryAdd("type", "volume");
        StringBuilder written = new();
        foreach ((string name, string value) in fields)
        {
            if (written.Length > 0) written.Append(',');
            written.Append(name).Append('=').Append(value);
        }

        return (fields.GetValueOrDefault("destination") ?? text, written.ToString());
    }

    private static (string Key, string Value) Tmpfs(string text)
    {
        (string path, string options) = Split(text, ':', "");
        return (Directory(path), Options(options, "rw"));
    }

    private static string Options(string text, string standard)
    {
        SortedSet<string> options = new(text.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        options.Remove(standard);
        return string.Join(',', options);
    }

    private static string Directory(string path) => path.Length > 1 && path.EndsWith('/') ? path.TrimEnd('/') : path;

    private static string Sorted(string text)
    {
        char[] characters = text.ToCharArray();
        Array.Sort(characters);
        return new string(characters);
    }

    private static string ReplaceFirst(string text, char from, char to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + to + text[(at + 1)..];
    }
}
