using System.Globalization;
using System.Net;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>A port of the host that a container publishes.</summary>
/// <param name="Address">The address on which it is published; null for all.</param>
/// <param name="Number">The port.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
internal sealed record PublishedPort(IPAddress? Address, int Number, string Protocol)
{
    /// <summary>The ports of a word such as <c>127.0.0.1:8080-8081:80-81/udp</c>; none where the host's port is left to the backend.</summary>
    public static IEnumerable<PublishedPort> Parse(string word)
    {
        int slash = word.IndexOf('/', StringComparison.Ordinal);
        string protocol = slash < 0 ? "tcp" : word[(slash + 1)..];
        string places = slash < 0 ? word : word[..slash];
        int inner = places.LastIndexOf(':');
        if (inner < 0) yield break;
        string outer = places[..inner];
        int colon = outer.LastIndexOf(':');
        IPAddress? address = null;
        if (colon >= 0)
        {
            if (!IPAddress.TryParse(outer[..colon].Trim('[', ']'), out address)) yield break;
            outer = outer[(colon + 1)..];
        }

        string[] range = outer.Split('-');
        if (!TryPort(range[0], out int first) || !TryPort(range[^1], out int last) || range.Length > 2) yield break;
        if (address is not null && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))) address = null;
        for (int port = first; port <= last; port++) yield return new PublishedPort(address, port, protocol);
    }

    /// <summary>Whether a listening socket takes this port.</summary>
    public bool IsTakenBy(IPAddress address, int port)
        => port == Number && (Address is null || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(Address));

    private static bool TryPort(string text, out int port)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536;
}
