using System.Globalization;
using System.Net;
using System.Text;

namespace NixOci.Hosts.Installation.Preflight;

/// <summary>The sockets that listen on a host; see "/proc/net/tcp" in proc_pid_net(5).</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";
    private const string Unconnected = "07";

    /// <summary>Their addresses and ports.</summary>
    /// <param name="host">The host.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    public static List<(IPAddress Address, int Port)> Of(HostRoot host, string protocol)
    {
        string wanted = protocol == "tcp" ? Listening : Unconnected;
        List<(IPAddress, int)> sockets = [];
        foreach (string table in new[] { protocol, protocol + "6" })
        {
            if (host.TryRead("/proc/net/" + table) is not { } bytes) continue;
            foreach (string line in Encoding.ASCII.GetString(bytes).Split('\n').Skip(1))
            {
                string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length < 4 || columns[3] != wanted) continue;
                string[] local = columns[1].Split(':');
                sockets.Add((Address(local[0]), int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            }
        }

        return sockets;
    }

    /// <summary>An address of the table: groups of four bytes, each group in the machine's order.</summary>
    private static IPAddress Address(string digits)
    {
        byte[] bytes = Convert.FromHexString(digits);
        if (BitConverter.IsLittleEndian)
        {
            for (int group = 0; group < bytes.Length; group += 4) Array.Reverse(bytes, group, 4);
        }

        IPAddress address = new(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
