using System.Globalization;
using System.Text;

namespace NixOci.Systemd.Units;

/// <summary>The names of units.</summary>
public static class UnitNames
{
    /// <summary>What the option type of unit names accepts, as a POSIX extended expression.</summary>
    public const string Pattern
        = "[a-zA-Z0-9@%:_.\\-]+[.](service|socket|device|mount|automount|swap|target|path|timer|scope|slice)";

    // The question mark is missing from NixOS's own list, so names of such units have it as it is.
    private const string Escaped = " !\"#$%&'()*+,;<=>@[\\]^`{|}~-";

    /// <summary>
    /// A path as part of a unit's name: <c>/srv/my-share</c> becomes <c>srv-my\x2dshare</c>.
    /// </summary>
    public static string EscapePath(string path)
    {
        string collapsed = Collapse(path);
        if (collapsed == "/") return "-";
        if (collapsed.StartsWith('/')) collapsed = collapsed[1..];
        if (collapsed.EndsWith('/')) collapsed = collapsed[..^1];

        StringBuilder name = new(collapsed.Length + 8);
        for (int i = 0; i < collapsed.Length; i++)
        {
            char c = collapsed[i];
            if (c == '/') name.Append('-');
            else if (Escaped.Contains(c, StringComparison.Ordinal) || (c == '.' && i == 0)) AppendEscape(name, c);
            else name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The part of a store path's name that stands for a unit, where not all characters of unit names are allowed.</summary>
    public static string StoreName(string unit)
    {
        StringBuilder name = new(unit.Length);
        foreach (char c in unit)
        {
            if (c is '@' or ':' or '\\') name.Append('-');
            else if (c is not ('[' or ']')) name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The name of the script that a service runs in one of its phases.</summary>
    public static string ScriptName(string service, string phase)
        => (service + "-" + phase).Replace("\\", "--", StringComparison.Ordinal).Replace('@', '_');

    private static string Collapse(string path)
    {
        StringBuilder text = new(path.Length);
        foreach (char c in path)
        {
            if (c != '/' || text.Length == 0 || text[^1] != '/') text.Append(c);
        }

        return text.ToString();
    }

    private static void AppendEscape(StringBuilder name, char c)
        => name.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
}
