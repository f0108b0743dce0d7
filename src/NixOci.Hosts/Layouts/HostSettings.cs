using NixOci.Hosts.Distributions;

namespace NixOci.Hosts.Layouts;

/// <summary>How a host differs from the common one.</summary>
public sealed record HostSettings
{
    /// <summary>Where local software lies, as an absolute path; generated files go to <c>lib/nixoci</c> below it.</summary>
    public string Prefix { get; init; } = "/usr/local";

    /// <summary>Where systemd looks for the administrator's units, as an absolute path.</summary>
    public string UnitDirectory { get; init; } = "/etc/systemd/system";

    /// <summary>Programs that lie elsewhere than the distribution has them: absolute paths by names.</summary>
    public IReadOnlyDictionary<string, string> Programs { get; init; } = new Dictionary<string, string>();

    /// <summary>The distribution, which knows where programs lie and what provides them; null for a common host.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>Where generated files lie, as an absolute path.</summary>
    public string FileDirectory => Prefix.TrimEnd('/') + "/lib/nixoci";

    /// <summary>
    /// Whether a text can be one of the paths: absolute, without empty parts, <c>.</c> and <c>..</c>, and of characters that mean
    /// nothing else in a unit or a shell script.
    /// </summary>
    public static bool IsPlainPath(string path)
    {
        if (path.Length < 2 || path[0] != '/') return false;
        foreach (Range range in path.AsSpan(1).Split('/'))
        {
            ReadOnlySpan<char> part = path.AsSpan(1)[range];
            if (part.Length == 0 || part is "." or "..") return false;
            foreach (char c in part)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-' or '+')) return false;
            }
        }

        return true;
    }
}
