using System.Buffers;
using System.Text;
using NixOci.Language.Store;

namespace NixOci.Systemd.Comparison.Values;

/// <summary>Makes texts with paths comparable: hashes go, and versions of packages where they do not count.</summary>
/// <param name="ignoresVersions">Whether versions of packages do not count.</param>
public sealed class PathText(bool ignoresVersions)
{
    private const string Store = StorePaths.StoreDirectory + "/";

    // Where a translated unit keeps its files, a name that two of them want ends in a part of a hash.
    private const string Own = "/lib/nixoci/";
    private const int ShortHashLength = 8;
    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> ShortHashCharacters = SearchValues.Create("0123456789abcdfghijklmnpqrsvwxyz");

    /// <summary>Whether versions of packages do not count.</summary>
    public bool IgnoresVersions { get; } = ignoresVersions;

    /// <summary>A text without what does not count.</summary>
    public string Normalize(string text)
    {
        string plain = WithoutShortHashes(Rewrite(text, static name => name));
        return IgnoresVersions ? WithoutVersions(plain) : plain;
    }

    /// <summary>A text whose store paths have no hashes any more, without the versions in them.</summary>
    public static string WithoutVersions(string text) => Rewrite(text, static name => PackageOf(name));

    /// <summary>Whether a path leads to something that may have been generated with a unit.</summary>
    public static bool IsGenerated(string path)
        => path.StartsWith(Store, StringComparison.Ordinal) || path.Contains(Own, StringComparison.Ordinal);

    /// <summary>The paths in a text that may lead to something generated, in their order.</summary>
    public static IEnumerable<string> GeneratedPaths(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            if (text[start] != '/' || (start > 0 && IsPathCharacter(text[start - 1])))
            {
                start++;
                continue;
            }

            int end = start;
            while (end < text.Length && IsPathCharacter(text[end])) end++;
            string path = text[start..end];
            if (IsGenerated(path)) yield return path.TrimEnd('.', ',');
            start = end;
        }
    }

    private static string Rewrite(string text, Func<ReadOnlySpan<char>, ReadOnlySpan<char>> rename)
    {
        int at = text.IndexOf(Store, StringComparison.Ordinal);
        if (at < 0) return text;
        StringBuilder result = new(text.Length);
        int copied = 0;
        while (at >= 0)
        {
            int start = at + Store.Length, name = start;
            int hashEnd = start + StorePaths.HashLength;
            if (hashEnd < text.Length && text[hashEnd] == '-'
                && !text.AsSpan(start, StorePaths.HashLength).ContainsAnyExcept(HashCharacters))
            {
                name = hashEnd + 1;
            }

            int end = name;
            while (end < text.Length && IsNameCharacter(text[end])) end++;
            result.Append(text, copied, start - copied).Append(rename(text.AsSpan(name, end - name)));
            copied = end;
            at = text.IndexOf(Store, end, StringComparison.Ordinal);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The part of a store name before the version: a hyphen that no letter follows ends it, as for Nix.</summary>
    private static ReadOnlySpan<char> PackageOf(ReadOnlySpan<char> name)
    {
        for (int i = 0; i + 1 < name.Length; i++)
        {
            if (name[i] == '-' && !char.IsAsciiLetter(name[i + 1])) return name[..i];
        }

        return name;
    }

    private static string WithoutShortHashes(string text)
    {
        int at = text.IndexOf(Own, StringComparison.Ordinal);
        if (at < 0) return text;
        StringBuilder result = new(text.Length);
        int copied = 0;
        while (at >= 0)
        {
            int end = at + Own.Length;
            while (end < text.Length && IsPathCharacter(text[end]))
            {
                int partEnd = end;
                while (partEnd < text.Length && IsNameCharacter(text[partEnd])) partEnd++;
                int hash = partEnd - ShortHashLength;
                if (hash - 1 > end && text[hash - 1] == '-'
                    && !text.AsSpan(hash, ShortHashLength).ContainsAnyExcept(ShortHashCharacters))
                {
                    result.Append(text, copied, hash - 1 - copied);
                    copied = partEnd;
                }

                end = partEnd < text.Length && IsPathCharacter(text[partEnd]) ? partEnd + 1 : partEnd;
            }

            at = text.IndexOf(Own, end, StringComparison.Ordinal);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.' or '_' or '?' or '=';

    private static bool IsPathCharacter(char c) => IsNameCharacter(c) || c is '/' or '@' or '~' or '%' or '\\';
}
