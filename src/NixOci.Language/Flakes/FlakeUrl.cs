using System.Buffers;
using System.Text;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Flakes;

/// <summary>A URL of a flake reference that cannot be read; the reference is then tried as a path.</summary>
/// <param name="message">Nix's text, as byte text.</param>
internal sealed class BadUrlException(string message) : EvalException(message);

/// <summary>
/// A URL as Nix 2.26 reads and writes it: RFC 3986, but for spaces and <c>"</c> in queries and <c>"</c>, space and <c>^</c> in fragments.
/// Path, values of the query and the fragment are held decoded.
/// </summary>
internal sealed class FlakeUrl
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private const string NameChars = Unreserved + "!$&'\"()*+,;=";
    private const string PathChars = NameChars + ":@/";

    private static readonly SearchValues<char> InScheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+.-");
    private static readonly SearchValues<char> InUser = SearchValues.Create(NameChars + ":");
    private static readonly SearchValues<char> InHost = SearchValues.Create(NameChars);
    private static readonly SearchValues<char> InAddress = SearchValues.Create("0123456789abcdefABCDEF:");
    private static readonly SearchValues<char> InPath = SearchValues.Create(PathChars);
    private static readonly SearchValues<char> InQuery = SearchValues.Create(PathChars + "? ");
    private static readonly SearchValues<char> InFragment = SearchValues.Create(PathChars + "? ^");
    private static readonly SearchValues<char> PlainInQuery = SearchValues.Create(Unreserved + ":@/?");
    private static readonly SearchValues<char> PlainInPath = SearchValues.Create(Unreserved + ":@/");
    private static readonly SearchValues<char> Plain = SearchValues.Create(Unreserved);

    /// <summary>What was read, for messages; empty where the URL was composed.</summary>
    public string Source { get; init; } = "";

    /// <summary>The scheme, with what stands before a <c>+</c>.</summary>
    public required string Scheme { get; set; }

    /// <summary>What follows <c>//</c>, as it was written; null without <c>//</c>.</summary>
    public string? Authority { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>The query, by name.</summary>
    public SortedDictionary<string, string> Query { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The fragment; empty where there is none.</summary>
    public string Fragment { get; init; } = "";

    /// <summary>What stands behind the first <c>+</c> of the scheme: how the file is transferred.</summary>
    public string Transport => Scheme[(Scheme.IndexOf('+', StringComparison.Ordinal) + 1)..];

    /// <summary>What stands before the first <c>+</c> of the scheme: what the file is; null without <c>+</c>.</summary>
    public string? Application => Scheme.IndexOf('+', StringComparison.Ordinal) is >= 0 and int plus ? Scheme[..plus] : null;

    /// <summary>Reads a URL.</summary>
    /// <exception cref="BadUrlException">It is none.</exception>
    public static FlakeUrl Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetterLower(text[0]) || text.AsSpan(0, colon).ContainsAnyExcept(InScheme)) throw Invalid(text);
        string scheme = text[..colon];
        string rest = Cut(text[(colon + 1)..], '#', out string? fragment);
        rest = Cut(rest, '?', out string? query);
        if (!Consists(query, InQuery) || !Consists(fragment, InFragment) || !Consists(rest, InPath, "[]")) throw Invalid(text);

        string? authority = null;
        string path = rest;
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int end = rest.IndexOf('/', 2);
            string candidate = end < 0 ? rest[2..] : rest[2..end];
            if (IsAuthority(candidate)) (authority, path) = (candidate, end < 0 ? "" : rest[end..]);
        }

        if (!Consists(path, InPath) || (authority is null && path.Length == 0)) throw Invalid(text);
        FlakeUrl url = new()
        {
            Source = text,
            Scheme = scheme,
            Authority = authority,
            Path = Decode(path),
            Query = ParseQuery(query ?? ""),
            Fragment = Decode(fragment ?? ""),
        };
        if (url.Transport != "file") return url;
        if (authority is { Length: > 0 }) throw new BadUrlException($"file:// URL '{text}' has unexpected authority '{authority}'");
        return path.Length > 0 ? url : url.WithPath("/");
    }

    /// <summary>Reads a query without its <c>?</c>. What has no <c>=</c> is passed over; of two values of a name, the first stands.</summary>
    public static SortedDictionary<string, string> ParseQuery(string text)
    {
        SortedDictionary<string, string> query = new(StringComparer.Ordinal);
        foreach (string part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0) query.TryAdd(part[..equals], Decode(part[(equals + 1)..]));
        }

        return query;
    }

    /// <summary>Replaces <c>%XX</c> by the bytes that they stand for.</summary>
    /// <exception cref="BadUrlException">A <c>%</c> is not followed by two digits.</exception>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        StringBuilder decoded = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                decoded.Append(text[i]);
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                throw new BadUrlException($"invalid URI parameter '{text}'");
            }

            decoded.Append((char)Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
            i += 2;
        }

        return decoded.ToString();
    }

    /// <summary>Whether a text can be a fragment.</summary>
    public static bool IsFragment(string text) => Consists(text, InFragment);

    /// <summary>The URL in Nix's own form.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Scheme).Append(':');
        if (Authority is not null) text.Append("//").Append(Authority);
        Encode(text, Path, PlainInPath);
        char separator = '?';
        foreach ((string name, string value) in Query)
        {
            text.Append(separator);
            Encode(text, name, PlainInQuery);
            text.Append('=');
            Encode(text, value, PlainInQuery);
            separator = '&';
        }

        if (Fragment.Length > 0) Encode(text.Append('#'), Fragment, Plain);
        return text.ToString();
    }

    private FlakeUrl WithPath(string path) => new()
    {
        Source = Source, Scheme = Scheme, Authority = Authority, Path = path, Query = Query, Fragment = Fragment,
    };

    private static BadUrlException Invalid(string text) => new($"'{text}' is not a valid URL");

    private static string Cut(string text, char separator, out string? tail)
    {
        int index = text.IndexOf(separator, StringComparison.Ordinal);
        tail = index < 0 ? null : text[(index + 1)..];
        return index < 0 ? text : text[..index];
    }

    private static bool IsAuthority(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && !Consists(text[..at], InUser)) return false;
        string host = text[(at + 1)..];
        int port = host.LastIndexOf(':');
        if (port > host.LastIndexOf(']'))
        {
            if (port == host.Length - 1 || host.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9')) return false;
            host = host[..port];
        }

        return host is ['[', .. var address, ']']
            ? address.Length > 0 && !address.AsSpan().ContainsAnyExcept(InAddress)
            : Consists(host, InHost);
    }

    /// <summary>Whether a part consists of allowed characters and whole <c>%XX</c>.</summary>
    private static bool Consists(string? text, SearchValues<char> allowed, string others = "")
    {
        for (int i = 0; i < (text?.Length ?? 0); i++)
        {
            char c = text![i];
            if (allowed.Contains(c) || others.Contains(c, StringComparison.Ordinal)) continue;
            if (c != '%' || i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
            i += 2;
        }

        return true;
    }

    private static void Encode(StringBuilder text, string part, SearchValues<char> plain)
    {
        foreach (char c in part)
        {
            if (plain.Contains(c)) text.Append(c);
            else text.Append('%').Append(Convert.ToHexString([(byte)c]));
        }
    }
}
