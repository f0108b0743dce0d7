using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.network</c>: addresses of the Internet Protocol.</summary>
internal sealed class NetworkLib(LibContext lib) : LibFile(lib)
{
    private const int Pieces = 8;
    private const int Bits = 128;
    private static readonly AttrTemplate Address = new("address", "prefixLength");

    /// <inheritdoc/>
    protected override void Define(LibSet set) => set.Lazy("ipv6", () =>
    {
        LibSet ipv6 = new(Lib);
        ipv6.Function("fromString", FromString);
        return ipv6.Build();
    });

    private AttrSet FromString(EvalSite site, Value address)
    {
        string text = address.ForceString(site).Text;
        string[] parts = text.Split('/');
        if (parts.Length > 2) throw new ThrownException($"{text} is not a valid IPv6 address in CIDR notation");
        return Address.Create(
            new Thunk(() => new NixString(Normalize(EvalSite.None, parts[0]))),
            parts.Length == 1 ? NixInt.Of(Bits) : new Thunk(() => PrefixLength(EvalSite.None, text, parts[1])));
    }

    private Value PrefixLength(EvalSite site, string whole, string length)
    {
        Value number = NumberText.ToInt(site, Lib, new NixString(length));
        long bits = number.ForceInt(site);
        return bits is >= 1 and <= Bits
            ? number
            : throw new ThrownException(string.Create(
                CultureInfo.InvariantCulture, $"{whole} IPv6 subnet should be in range [1;{Bits}], got {bits}"));
    }

    private string Normalize(EvalSite site, string address)
    {
        List<string> pieces = Expand(address);
        for (int i = 0; i < pieces.Count; i++)
        {
            long value = Lib.Member("trivial", "fromHexString").Call(site, new NixString(pieces[i])).ForceInt(site);
            if (value is < 0 or > ushort.MaxValue) throw new ThrownException($"0x{pieces[i]} is not a valid u16 integer");
            pieces[i] = value.ToString("x", CultureInfo.InvariantCulture);
        }

        return string.Join(':', pieces);
    }

    /// <summary>All eight pieces: the zeros that two colons stand for are written out.</summary>
    private static List<string> Expand(string address)
    {
        if (address.Length == 0 || !address.All(static c => char.IsAsciiHexDigit(c) || c == ':'))
        {
            throw new ThrownException($"{address} contains malformed characters for IPv6 address");
        }

        string[] pieces = address.Split(':');
        int given = pieces.Count(static piece => piece.Length > 0);
        bool compressed = address.Contains("::", StringComparison.Ordinal);
        bool atEdge = address.StartsWith("::", StringComparison.Ordinal) || address.EndsWith("::", StringComparison.Ordinal);
        int emptyExpected = !compressed ? 0 : atEdge ? 2 : 1;
        bool isValid = address == "::"
            || (pieces.Length - given == emptyExpected && (compressed ? given < Pieces : given == Pieces));
        if (!isValid) throw new ThrownException($"{address} is not a valid IPv6 address");

        List<string> expanded = [];
        bool filled = false;
        foreach (string piece in pieces)
        {
            if (piece.Length > 0)
            {
                expanded.Add(piece);
            }
            else if (!filled)
            {
                for (int i = given; i < Pieces; i++) expanded.Add("0");
                filled = true;
            }
        }

        return expanded;
    }
}
