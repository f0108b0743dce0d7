using System.Globalization;
using System.Net;
using NixOci.Containers.Configuration;

namespace NixOci.Containers.Lints;

/// <summary>Ports of the host that a container publishes.</summary>
/// <param name="Container">The container.</param>
/// <param name="Address">The address; null for all.</param>
/// <param name="First">The first port.</param>
/// <param name="Last">The last one; the same as the first for a single port.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>, for example.</param>
/// <param name="IsExtra">Whether <c>extraOptions</c> publishes it.</param>
internal sealed record PublishedPorts(
    TranslatedContainer Container, IPAddress? Address, int First, int Last, string Protocol, bool IsExtra)
{
    /// <summary>The ports as people write them.</summary>
    public string Text => (Address is null ? "" : Address + ":") + First.ToString(CultureInfo.InvariantCulture)
        + (First == Last ? "" : "-" + Last.ToString(CultureInfo.InvariantCulture)) + "/" + Protocol;

    /// <summary>
    /// Reads <c>ADDRESS:PORT:PORT/PROTOCOL</c>, of which address and protocol may be missing and ports may be ranges; null where the
    /// host's port is left to the backend, or where the text is not of the form.
    /// </summary>
    public static PublishedPorts? Read(TranslatedContainer container, string text, bool isExtra)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        string places = slash < 0 ? text : text[..slash];
        int inner = places.LastIndexOf(':');
        if (inner < 0) return null;
        string outer = places[..inner];
        int colon = outer.LastIndexOf(':');
        IPAddress? address = null;
        if (colon >= 0 && outer[..colon] is { Length: > 0 } host && !IPAddress.TryParse(host.Trim('[', ']'), out address)) return null;
        string[] range = outer[(colon + 1)..].Split('-');
        return range.Length <= 2 && IsPort(range[0], out int first) && IsPort(range[^1], out int last)
            ? new PublishedPorts(container, address, first, last, protocol, isExtra)
            : null;
    }

    /// <summary>Whether two addresses may be asked for the same port.</summary>
    public bool SharesAddress(PublishedPorts other)
    {
        if (Address is null || other.Address is null) return true;
        if (Address.AddressFamily != other.Address.AddressFamily) return false;
        return Address.Equals(other.Address) || IsAny(Address) || IsAny(other.Address);
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool IsPort(string text, out int port)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue;
}
