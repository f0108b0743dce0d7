using System.Buffers;
using System.Text;
using NixOci.Language.Store;

namespace NixOci.Hosts.Layouts;

/// <summary>Replaces the hashes of store paths by a fixed one, so that texts can be compared between evaluators.</summary>
internal static class StoreHashes
{
    private const string Prefix = StorePaths.StoreDirectory + "/";
    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");
    private static readonly string Masked = new('e', StorePaths.HashLength);

    public static string Mask(string text)
    {
        int at = text.IndexOf(Prefix, StringComparison.Ordinal);
        if (at < 0) return text;
        StringBuilder masked = new(text.Length);
        int copied = 0;
        for (; at >= 0; at = text.IndexOf(Prefix, at + Prefix.Length, StringComparison.Ordinal))
        {
            int hash = at + Prefix.Length, end = hash + StorePaths.HashLength;
            if (end >= text.Length || text[end] != '-' || text.AsSpan(hash, StorePaths.HashLength).ContainsAnyExcept(HashCharacters)) continue;
            masked.Append(text, copied, hash - copied).Append(Masked);
            copied = end;
        }

        return masked.Append(text, copied, text.Length - copied).ToString();
    }
}
