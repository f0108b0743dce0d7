using NixOci.Systemd.Comparison;
using NixOci.Systemd.Comparison.Shell;

namespace NixOci.Containers.Comparison;

/// <summary>Compares commands that run containers, flag by flag, whichever way the flags are written.</summary>
public sealed class RunComparison : ICommandComparison
{
    /// <inheritdoc/>
    public bool Recognises(IReadOnlyList<string> words) => RunCommand.Read(words) is not null;

    /// <inheritdoc/>
    public void Compare(IReadOnlyList<string> left, IReadOnlyList<string> right, DifferenceScope scope)
    {
        RunCommand l = RunCommand.Read(left)!, r = RunCommand.Read(right)!;
        bool sameEngine = l.Engine == r.Engine;
        string name = (sameEngine ? l.Engine + " " : "") + (l.Action == r.Action ? l.Action : "run");
        if (!sameEngine) Tell(scope, RunRules.Engine, DifferenceClass.Behaviour, "", l.Engine, r.Engine);
        if (l.Action != r.Action) Tell(scope, RunRules.Engine, DifferenceClass.Behaviour, "action", l.Action, r.Action);
        string options = (sameEngine ? l.Engine + " " : "") + "options";
        TellWords(scope, RunRules.Flag, DifferenceClass.Behaviour, options, l.GlobalOptions, r.GlobalOptions);
        CompareFlags(l, r, name, scope);

        // Where programs differ, names of images are meant as the one takes them that knows but one way.
        string engine = sameEngine ? l.Engine : "docker";
        Tell(
            scope,
            RunRules.Image,
            DifferenceClass.Behaviour,
            name + " image",
            l.Image is null ? null : ImageName.Normalize(l.Image, engine),
            r.Image is null ? null : ImageName.Normalize(r.Image, engine));
        TellWords(scope, RunRules.Command, DifferenceClass.Behaviour, name + " command", l.Command, r.Command);
    }

    private static void CompareFlags(RunCommand l, RunCommand r, string name, DifferenceScope scope)
    {
        SortedSet<string> flags = new(StringComparer.Ordinal);
        flags.UnionWith(l.Flags.Keys);
        flags.UnionWith(r.Flags.Keys);
        foreach (string flagName in flags)
        {
            RunFlag flag = RunFlag.Find(flagName);
            List<string> first = l.Flags.GetValueOrDefault(flagName) ?? [], second = r.Flags.GetValueOrDefault(flagName) ?? [];
            CompareFlag(flag, first, second, name + " " + flag.Name, scope);
        }
    }

    private static void CompareFlag(RunFlag flag, List<string> left, List<string> right, string item, DifferenceScope scope)
    {
        switch (flag.Kind)
        {
            case RunFlagKind.Ordered:
                TellWords(scope, RunRules.Flag, flag.Class, item, left, right);
                break;
            case RunFlagKind.Networks:
                TellWords(scope, RunRules.Flag, NetworkClass(left, right), item, left, right);
                break;
            case RunFlagKind.Environment or RunFlagKind.Map or RunFlagKind.Limits:
                CompareEntries(flag, LastOfEach(flag, left), LastOfEach(flag, right), item, scope);
                break;
            case RunFlagKind.Options or RunFlagKind.Capabilities:
                // To be given once and to be given twice is the same.
                CompareEntries(flag, LastOfEach(flag, left), LastOfEach(flag, right), item, scope);
                break;
            case RunFlagKind.List or RunFlagKind.Devices or RunFlagKind.Ports or RunFlagKind.Volumes or RunFlagKind.Mounts or RunFlagKind.Tmpfs:
                CompareEntries(flag, AllOfEach(flag, left, scope), AllOfEach(flag, right, scope), item, scope);
                break;
            default:
                Tell(scope, RunRules.Flag, flag.Class, item, One(flag, left), One(flag, right));
                break;
        }
    }

    private static string? One(RunFlag flag, List<string> values)
    {
        string? value = values.Count > 0 ? values[^1] : flag.Default;
        return value is null ? null : RunFlagValues.Scalar(flag.Kind, value);
    }

    private static SortedDictionary<string, List<string>> LastOfEach(RunFlag flag, List<string> values)
    {
        SortedDictionary<string, List<string>> entries = new(StringComparer.Ordinal);
        foreach (string value in values)
        {
            (string key, string rest) = RunFlagValues.Entry(flag.Kind, value);
            entries[key] = [rest];
        }

        return entries;
    }

    private static SortedDictionary<string, List<string>> AllOfEach(RunFlag flag, List<string> values, DifferenceScope scope)
    {
        SortedDictionary<string, List<string>> entries = new(StringComparer.Ordinal);
        foreach (string value in values)
        {
            (string key, string rest) = RunFlagValues.Entry(flag.Kind, scope.Paths.Normalize(value));
            if (!entries.TryGetValue(key, out List<string>? present)) entries.Add(key, present = []);
            present.Add(rest);
            present.Sort(StringComparer.Ordinal);
        }

        return entries;
    }

    /// <summary>Compares what flags say of each thing; a thing that is the same on both sides in any order is equal.</summary>
    private static void CompareEntries(
        RunFlag flag, SortedDictionary<string, List<string>> left, SortedDictionary<string, List<string>> right, string item, DifferenceScope scope)
    {
        SortedSet<string> keys = new(StringComparer.Ordinal);
        keys.UnionWith(left.Keys);
        keys.UnionWith(right.Keys);
        foreach (string key in keys)
        {
            List<string> l = left.GetValueOrDefault(key) ?? [], r = right.GetValueOrDefault(key) ?? [];
            string? first = Entry(key, l), second = Entry(key, r);
            Tell(scope, RunRules.Flag, ClassOf(flag, l, r), item + " " + ShellWord.Show(key), first, second);
        }
    }

    private static string? Entry(string key, List<string> values)
        => values.Count == 0 ? null : values is [""] ? key : string.Join(' ', values.Select(value => value.Length == 0 ? key : value));

    private static DifferenceClass ClassOf(RunFlag flag, List<string> left, List<string> right) => flag.Kind switch
    {
        RunFlagKind.Ports => Addresses(left).SetEquals(Addresses(right)) || left.Count == 0 || right.Count == 0
            ? flag.Class
            : DifferenceClass.Security,
        RunFlagKind.Volumes => VolumeClass(flag, left, right),
        RunFlagKind.Mounts => left.Exists(IsSensitiveMount) || right.Exists(IsSensitiveMount) || AreReadOnly(left) != AreReadOnly(right)
            ? DifferenceClass.Security
            : flag.Class,
        _ => flag.Class,
    };

    private static HashSet<string> Addresses(List<string> ports) => [.. ports.Select(RunFlagValues.AddressOf)];

    private static bool AreReadOnly(List<string> mounts) => mounts.Exists(static mount => mount.Contains("readonly=", StringComparison.Ordinal));

    private static bool IsSensitiveMount(string mount)
        => mount.Contains("docker.sock", StringComparison.Ordinal) || mount.Contains("podman.sock", StringComparison.Ordinal);

    /// <summary>To write where one may only read, or to reach what rules the host, is a matter of security.</summary>
    private static DifferenceClass VolumeClass(RunFlag flag, List<string> left, List<string> right)
    {
        foreach (string volume in (IEnumerable<string>)[.. left, .. right])
        {
            (string source, _) = RunFlagValues.PartsOf(volume);
            if (source == "/" || IsSensitiveMount(source)) return DifferenceClass.Security;
        }

        bool sameModes = left.Count != right.Count || left.Count == 0 || IsReadOnly(left[0]) == IsReadOnly(right[0]);
        return sameModes ? flag.Class : DifferenceClass.Security;
    }

    private static bool IsReadOnly(string volume)
        => Array.IndexOf(RunFlagValues.PartsOf(volume).Options.Split(','), "ro") >= 0;

    /// <summary>A container that shares a network with the host or with another container is not isolated from it.</summary>
    private static DifferenceClass NetworkClass(List<string> left, List<string> right)
        => left.Exists(IsShared) != right.Exists(IsShared) ? DifferenceClass.Security : DifferenceClass.Behaviour;

    private static bool IsShared(string network)
        => network == "host" || network.StartsWith("container:", StringComparison.Ordinal) || network.StartsWith("ns:", StringComparison.Ordinal);

    private static void TellWords(
        DifferenceScope scope, DifferenceRule rule, DifferenceClass difference, string item, IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        // As people read them, a variable and its name in quotes are the same.
        if (scope.Paths.Normalize(string.Join('\0', left)) == scope.Paths.Normalize(string.Join('\0', right)) && left.Count == right.Count) return;
        scope.Add(rule, difference, item, Line(left, scope), Line(right, scope));
    }

    private static string? Line(IReadOnlyList<string> words, DifferenceScope scope)
        => words.Count == 0 ? null : scope.Paths.Normalize(ShellWord.Show(words));

    private static void Tell(DifferenceScope scope, DifferenceRule rule, DifferenceClass difference, string item, string? left, string? right)
    {
        string? l = left is null ? null : scope.Paths.Normalize(left), r = right is null ? null : scope.Paths.Normalize(right);
        if (l != r) scope.Add(rule, difference, item, Shown(l), Shown(r));
    }

    private static string? Shown(string? text) => text is null ? null : ShellWord.Show(text);
}
