using System.Buffers.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Language.Store;

/// <summary>The hash algorithms that Nix knows.</summary>
public enum HashKind
{
    /// <summary>MD5, 16 bytes.</summary>
    Md5,

    /// <summary>SHA-1, 20 bytes.</summary>
    Sha1,

    /// <summary>SHA-256, 32 bytes.</summary>
    Sha256,

    /// <summary>SHA-512, 64 bytes.</summary>
    Sha512,
}

/// <summary>How a hash is written.</summary>
public enum HashFormat
{
    /// <summary>Hexadecimal digits.</summary>
    Base16,

    /// <summary>Nix's own base 32.</summary>
    Nix32,

    /// <summary>Base 64.</summary>
    Base64,

    /// <summary>The algorithm, a dash, and base 64.</summary>
    Sri,
}

/// <summary>A hash with its algorithm.</summary>
public sealed class NixHash
{
    private readonly byte[] _bytes;

    private NixHash(HashKind kind, byte[] bytes)
    {
        Kind = kind;
        _bytes = bytes;
    }

    /// <summary>The algorithm.</summary>
    public HashKind Kind { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The name of an algorithm.</summary>
    public static string NameOf(HashKind kind) => kind switch
    {
        HashKind.Md5 => "md5",
        HashKind.Sha1 => "sha1",
        HashKind.Sha256 => "sha256",
        _ => "sha512",
    };

    /// <summary>The algorithm of a name, or null where there is none.</summary>
    public static HashKind? TryParseKind(string name) => name switch
    {
        "md5" => HashKind.Md5,
        "sha1" => HashKind.Sha1,
        "sha256" => HashKind.Sha256,
        "sha512" => HashKind.Sha512,
        _ => null,
    };

    /// <summary>The algorithm of a name.</summary>
    public static HashKind ParseKind(string name)
        => TryParseKind(name)
            ?? throw new EvalException($"unknown hash algorithm '{name}', expect 'md5', 'sha1', 'sha256', or 'sha512'");

    /// <summary>The hash of bytes.</summary>
    public static NixHash Of(HashKind kind, ReadOnlySpan<byte> bytes) => new(kind, Digests.Of(kind, bytes));

    /// <summary>The SHA-256 of bytes, in hexadecimal digits.</summary>
    public static string Sha256Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(Digests.Of(HashKind.Sha256, bytes));

    /// <summary>The hash of byte text.</summary>
    public static NixHash OfText(HashKind kind, string text) => Of(kind, ByteText.ToBytes(text));

    /// <summary>The hash with all bytes zero, which stands for one that is not known yet.</summary>
    public static NixHash Zero(HashKind kind) => new(kind, new byte[SizeOf(kind)]);

    /// <summary>A hash that something else computed.</summary>
    internal static NixHash FromBytes(HashKind kind, byte[] bytes) => new(kind, bytes);

    /// <summary>Reads a hash in any of the formats, which its length tells.</summary>
    /// <param name="text">The hash, with or without <c>ALGORITHM:</c> or <c>ALGORITHM-</c> in front.</param>
    /// <param name="expected">The algorithm, where it is known from elsewhere.</param>
    public static NixHash Parse(string text, HashKind? expected)
    {
        string rest = text;
        HashKind? named = null;
        bool isSri = false;
        int separator = text.IndexOf(':', StringComparison.Ordinal);
        if (separator < 0)
        {
            separator = text.IndexOf('-', StringComparison.Ordinal);
            isSri = separator >= 0;
        }

        if (separator >= 0)
        {
            named = ParseKind(text[..separator]);
            rest = text[(separator + 1)..];
        }

        if ((named ?? expected) is not { } kind)
        {
            throw new EvalException($"hash '{rest}' does not include a type, nor is the type otherwise known from context");
        }

        if (expected is { } wanted && wanted != kind) throw new EvalException($"hash '{text}' should have type '{NameOf(wanted)}'");
        return new NixHash(kind, ParseBytes(rest, kind, isSri));
    }

    /// <summary>The hash in a format; with the algorithm in front only as SRI.</summary>
    public string ToText(HashFormat format) => format switch
    {
        HashFormat.Base16 => Convert.ToHexStringLower(_bytes),
        HashFormat.Nix32 => NixBase32.Encode(_bytes),
        HashFormat.Base64 => Convert.ToBase64String(_bytes),
        _ => $"{NameOf(Kind)}-{Convert.ToBase64String(_bytes)}",
    };

    /// <summary>The algorithm, a colon, and hexadecimal digits: the form inside fingerprints.</summary>
    public override string ToString() => $"{NameOf(Kind)}:{ToText(HashFormat.Base16)}";

    private static byte[] ParseBytes(string text, HashKind kind, bool isSri)
    {
        byte[] bytes = new byte[SizeOf(kind)];
        if (!isSri && text.Length == bytes.Length * 2)
        {
            return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
                ? bytes
                : throw new EvalException($"invalid base-16 hash '{text}'");
        }

        if (!isSri && text.Length == NixBase32.EncodedLength(bytes.Length))
        {
            return NixBase32.TryDecode(text, bytes) ? bytes : throw new EvalException($"invalid base-32 hash '{text}'");
        }

        if (!isSri && text.Length != Base64.GetMaxEncodedToUtf8Length(bytes.Length))
        {
            throw new EvalException($"hash '{text}' has wrong length for hash algorithm '{NameOf(kind)}'");
        }

        byte[] decoded = DecodeBase64(text);
        return decoded.Length == bytes.Length
            ? decoded
            : throw new EvalException($"invalid {(isSri ? "SRI" : "base-64")} hash '{text}'");
    }

    /// <summary>Base 64 as Nix reads it: line ends are passed over, and nothing counts after the first <c>=</c>.</summary>
    private static byte[] DecodeBase64(string text)
    {
        List<byte> bytes = new(text.Length * 3 / 4);
        int pending = 0, bits = 0;
        foreach (char c in text)
        {
            if (c == '=') break;
            if (c == '\n') continue;
            int digit = c switch
            {
                >= 'A' and <= 'Z' => c - 'A',
                >= 'a' and <= 'z' => c - 'a' + 26,
                >= '0' and <= '9' => c - '0' + 52,
                '+' => 62,
                '/' => 63,
                _ => throw new EvalException($"invalid character in Base64 string: '{c}'"),
            };
            pending = (pending << 6) | digit;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(pending >> bits));
            pending &= (1 << bits) - 1;
        }

        return [.. bytes];
    }

    private static int SizeOf(HashKind kind) => kind switch
    {
        HashKind.Md5 => 16,
        HashKind.Sha1 => 20,
        HashKind.Sha256 => 32,
        _ => 64,
    };
}
