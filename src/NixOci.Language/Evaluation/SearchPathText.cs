namespace NixOci.Language.Evaluation;

/// <summary>The search path as <c>NIX_PATH</c> and <c>-I</c> write it.</summary>
public static class SearchPathText
{
    private static readonly string[] UrlSchemes = ["http", "https", "file", "channel", "git", "s3", "ssh"];

    /// <summary>The entries of a value of <c>NIX_PATH</c>: separated by colons, except those that belong to a URL.</summary>
    public static IReadOnlyList<SearchPathEntry> ParseList(string text)
    {
        List<SearchPathEntry> entries = [];
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = EndOfEntry(text, start);
            entries.Add(ParseEntry(text[start..end]));
        }

        return entries;
    }

    /// <summary>One entry: <c>prefix=path</c>, or a path alone.</summary>
    public static SearchPathEntry ParseEntry(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? new SearchPathEntry("", text) : new SearchPathEntry(text[..sign], text[(sign + 1)..]);
    }

    /// <summary>Whether the path of an entry is to be downloaded.</summary>
    public static bool IsUrl(string path)
    {
        int colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && BeginsUrl(path, colon);
    }

    private static int EndOfEntry(string text, int start)
    {
        int path = start, end = start;
        for (; end < text.Length && text[end] != ':'; end++)
        {
            if (text[end] == '=') path = end + 1;
        }

        if (end == text.Length || !BeginsUrl(text.AsSpan(path), end - path)) return end;
        int next = text.IndexOf(':', end + 1);
        return next < 0 ? text.Length : next;
    }

    private static bool BeginsUrl(ReadOnlySpan<char> path, int colon)
    {
        ReadOnlySpan<char> scheme = path[..colon];
        if (scheme is "channel" or "flake") return true;
        return path[colon..].StartsWith("://", StringComparison.Ordinal) && UrlSchemes.AsSpan().Contains(scheme.ToString());
    }
}
