using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;

namespace NixOci.Containers.Lints;

/// <summary>Ports of the host that are published twice: the second container does not start.</summary>
internal static class PortLints
{
    public static void Find(IReadOnlyList<TranslatedContainer> containers, LintCollection lints)
    {
        List<PublishedPorts> ports = [];
        foreach (TranslatedContainer container in containers) AddPorts(container, ports);
        ports.Sort(static (a, b) => string.CompareOrdinal(a.Protocol, b.Protocol) is not 0 and var protocol ? protocol : a.First.CompareTo(b.First));

        // By their first ports, so that only those that have not ended yet are compared.
        List<PublishedPorts> open = [];
        foreach (PublishedPorts port in ports)
        {
            open.RemoveAll(earlier => earlier.Protocol != port.Protocol || earlier.Last < port.First);
            PublishedPorts? taken = open.Find(port.SharesAddress);
            open.Add(port);
            if (taken is not null) Tell(taken, port, lints);
        }
    }

    private static void Tell(PublishedPorts taken, PublishedPorts port, LintCollection lints)
    {
        // Of two containers the later one is told of: as a rule it is the one that was added.
        if (string.CompareOrdinal(taken.Container.Name, port.Container.Name) > 0) (taken, port) = (port, taken);
        string option = port.IsExtra ? "extraOptions" : "ports";
        string who = ReferenceEquals(taken.Container, port.Container)
            ? $"container '{port.Container.Name}' publishes {port.Text} of the host twice"
            : $"container '{port.Container.Name}' publishes {port.Text} of the host, which container '{taken.Container.Name}' publishes "
                + (port.Text == taken.Text ? "too" : "as " + taken.Text);
        lints.Add(
            LintRules.PortTwice, port.Container, ContainerPlaces.Find(port.Container, option), who,
            "Only the first to start gets the port. Choose another port or address for one of them.");
    }

    private static void AddPorts(TranslatedContainer container, List<PublishedPorts> ports)
    {
        RunCommand flags = ExtraFlags.Of(container);
        foreach (string network in flags.Flags.GetValueOrDefault("--network") ?? [])
        {
            // In the network of somebody else nothing is published.
            if (network is "host" or "none" || network.StartsWith("container:", StringComparison.Ordinal)
                || network.StartsWith("ns:", StringComparison.Ordinal))
            {
                return;
            }
        }

        foreach (string text in container.Ports)
        {
            if (PublishedPorts.Read(container, text, isExtra: false) is { } port) ports.Add(port);
        }

        foreach (string text in flags.Flags.GetValueOrDefault("--publish") ?? [])
        {
            if (PublishedPorts.Read(container, text, isExtra: true) is { } port) ports.Add(port);
        }
    }
}
