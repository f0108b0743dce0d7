using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;

namespace NixOci.Language.Store;

/// <summary>
/// Computes hashes in managed code. Those of the runtime ask OpenSSL: it takes a good part of a short run to load it, and where a host
/// has none, the process ends without a word.
/// </summary>
internal static class Digests
{
    /// <summary>Most hashes are of this kind, and of little; what computes them takes more memory than they do.</summary>
    [ThreadStatic]
    private static Sha256Digest? sha256;

    /// <summary>Something that takes bytes and gives their hash.</summary>
    public static IDigest Create(HashKind kind) => kind switch
    {
        HashKind.Md5 => new MD5Digest(),
        HashKind.Sha1 => new Sha1Digest(),
        HashKind.Sha256 => new Sha256Digest(),
        _ => new Sha512Digest(),
    };

    /// <summary>The hash of bytes.</summary>
    public static byte[] Of(HashKind kind, ReadOnlySpan<byte> bytes)
    {
        IDigest digest = kind == HashKind.Sha256 ? sha256 ??= new Sha256Digest() : Create(kind);
        digest.BlockUpdate(bytes);
        return Finish(digest);
    }

    /// <summary>The hash of what was taken; the digest begins anew.</summary>
    public static byte[] Finish(IDigest digest)
    {
        byte[] hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash);
        return hash;
    }
}
