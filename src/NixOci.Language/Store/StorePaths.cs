using System.Buffers;

namespace NixOci.Language.Store;

/// <summary>Names below the store directory.</summary>
public static class StorePaths
{
    /// <summary>The store's directory.</summary>
    public const string StoreDirectory = "/nix/store";

    /// <summary>How many base-32 characters a store path's hash has.</summary>
    public const int HashLength = 32;

    /// <summary>What the names of derivations end in.</summary>
    public const string DerivationExtension = ".drv";

    private const string Prefix = StoreDirectory + "/";
    private const int LongestName = 211;
    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdfghijklmnpqrsvwxyz");

    /// <summary>The characters that may stand in a name in the store.</summary>
    public static readonly SearchValues<char> NameCharacters
        = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-._?=");

    /// <summary>Whether a path lies in the store.</summary>
    public static bool IsInStore(ReadOnlySpan<char> path) => path.Length > Prefix.Length && path.StartsWith(Prefix);

    /// <summary>Whether a path is a store path itself: a hash, a dash and a name directly in the store's directory.</summary>
    public static bool IsStorePath(string path)
    {
        int start = StoreDirectory.Length + 1;
        if (!IsInStore(path) || path.Length < start + HashLength + 2 || path[start + HashLength] != '-') return false;
        if (path.AsSpan(start, HashLength).ContainsAnyExcept(HashCharacters)) return false;
        return IsName(path.AsSpan(start + HashLength + 1));
    }

    /// <summary>The store path that a path in the store is or lies in.</summary>
    public static string TopOf(string path)
    {
        int end = path.IndexOf('/', StoreDirectory.Length + 1);
        return end < 0 ? path : path[..end];
    }

    /// <summary>Whether a text may be the name of a store path.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
        => name.Length is > 0 and <= LongestName
            && !name.ContainsAnyExcept(NameCharacters)
            && name is not ("." or "..")
            && !name.StartsWith(".-", StringComparison.Ordinal)
            && !name.StartsWith("..-", StringComparison.Ordinal);
}
