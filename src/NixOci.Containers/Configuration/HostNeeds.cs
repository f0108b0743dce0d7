using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;

namespace NixOci.Containers.Configuration;

/// <summary>What the units of a configuration need of the host that they run on.</summary>
public sealed class HostNeeds
{
    private readonly Translation _translation;
    private IReadOnlyList<TmpfilesRule>? _rules;
    private IReadOnlyList<HostAccount>? _accounts;

    internal HostNeeds(Translation translation) => _translation = translation;

    /// <summary>Packages whose commands or files the units use: the host must have them by its own means.</summary>
    public IEnumerable<(SoftwareObject Package, IReadOnlyList<string> Units)> Packages => Of<SoftwareObject>();

    /// <summary>Files of known text that come with the units.</summary>
    public IEnumerable<(TextObject File, IReadOnlyList<string> Units)> Files => Of<TextObject>();

    /// <summary>What only a build or a download could make, such as images that Nix builds.</summary>
    public IEnumerable<(UnbuiltObject Object, IReadOnlyList<string> Units)> Unbuilt => Of<UnbuiltObject>();

    /// <summary>Files and directories of the host that containers name, in the order of the containers.</summary>
    public IReadOnlyList<HostPath> Paths => HostPath.ListOf(_translation.Containers);

    /// <summary>Secrets that the configuration has decrypted to files, and that units or containers name.</summary>
    public IReadOnlyList<SecretFile> Secrets => SecretFile.ListOf(_translation);

    /// <summary>Ports that the configuration opens in the host's firewall.</summary>
    public IReadOnlyList<FirewallPort> FirewallPorts => FirewallPort.ListOf(_translation.Config);

    /// <summary>Rules of <c>systemd.tmpfiles</c> about paths that containers name.</summary>
    public IReadOnlyList<TmpfilesRule> TmpfilesRules => _rules ??= TmpfilesRule.ListOf(_translation);

    /// <summary>Accounts and groups that units, containers and <see cref="TmpfilesRules"/> rely on; accounts come first.</summary>
    public IReadOnlyList<HostAccount> Accounts => _accounts ??= HostAccount.ListOf(_translation);

    /// <summary>Objects of one kind, each once, in the order of their paths, with the units that refer to them, also by way of files.</summary>
    private List<(T, IReadOnlyList<string>)> Of<T>()
        where T : StoreObject
    {
        Dictionary<string, (T Object, List<string> Units)> found = new(StringComparer.Ordinal);
        foreach (GeneratedUnit unit in _translation.Units.Units)
        {
            IReadOnlyList<StoreObject> references = unit.References;
            for (int i = 0; i < references.Count; i++)
            {
                if (references[i] is not T reference) continue;
                if (!found.TryGetValue(reference.StorePath, out (T, List<string> Units) need))
                {
                    found.Add(reference.StorePath, need = (reference, []));
                }

                need.Units.Add(unit.Name);
            }
        }

        List<(T Object, IReadOnlyList<string>)> needs = new(found.Count);
        foreach ((T reference, List<string> units) in found.Values) needs.Add((reference, units));
        needs.Sort(static (a, b) => string.CompareOrdinal(a.Object.StorePath, b.Object.StorePath));
        return needs;
    }
}

/// <summary>A port that a configuration opens in the host's firewall.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="First">The port, or the first one of a range.</param>
/// <param name="Last">The last one; the same as the first for a single port.</param>
/// <param name="Interface">The interface on which alone it is open; null where it is on all.</param>
public sealed record FirewallPort(string Protocol, long First, long Last, string? Interface)
{
    internal static IReadOnlyList<FirewallPort> ListOf(Value config)
    {
        List<FirewallPort> ports = [];
        if (config.SelectOrNull("networking", "firewall") is not AttrSet firewall) return ports;
        Add(ports, firewall, null);
        if (firewall["interfaces"]?.Force() is AttrSet interfaces)
        {
            foreach ((Symbol name, Value settings) in interfaces.ByName) Add(ports, settings.ForceAttrs(), name.Text);
        }

        return ports;
    }

    private static void Add(List<FirewallPort> ports, AttrSet settings, string? onInterface)
    {
        foreach (string protocol in new[] { "TCP", "UDP" })
        {
            string shown = protocol.ToLowerInvariant();
            foreach (Value port in List($"allowed{protocol}Ports"))
            {
                ports.Add(new FirewallPort(shown, port.ForceInt(), port.ForceInt(), onInterface));
            }

            foreach (Value range in List($"allowed{protocol}PortRanges"))
            {
                ports.Add(new FirewallPort(shown, range.Select("from").ForceInt(), range.Select("to").ForceInt(), onInterface));
            }
        }

        IReadOnlyList<Value> List(string option) => settings[option]?.ForceList().Items ?? [];
    }
}
