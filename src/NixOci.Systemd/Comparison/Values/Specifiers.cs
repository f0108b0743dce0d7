using System.Text;

namespace NixOci.Systemd.Comparison.Values;

/// <summary>
/// Writes specifiers such as <c>%n</c> out, as far as a system unit's name tells what they stand for; see systemd.unit(5). Those
/// that only the host knows stay, marked, so that they are not taken for a literal per cent sign.
/// </summary>
public static class Specifiers
{
    /// <summary>What stands before the letter of a specifier that is not written out.</summary>
    public const char Mark = '\x03';

    /// <summary>A value with its specifiers written out.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unit">The unit's name.</param>
    public static string Expand(string value, string unit)
    {
        if (!value.Contains('%', StringComparison.Ordinal)) return value;
        StringBuilder result = new(value.Length + 16);
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != '%' || i + 1 == value.Length)
            {
                result.Append(value[i]);
                continue;
            }

            char letter = value[++i];
            if (Meaning(letter, unit) is { } meaning) result.Append(meaning);
            else result.Append(Mark).Append(letter);
        }

        return result.ToString();
    }

    private static string? Meaning(char letter, string unit)
    {
        int dot = unit.LastIndexOf('.');
        string stem = dot < 0 ? unit : unit[..dot];
        int at = stem.IndexOf('@', StringComparison.Ordinal);
        string prefix = at < 0 ? stem : stem[..at], instance = at < 0 ? "" : stem[(at + 1)..];

        // A template's own specifiers differ from instance to instance.
        if (at >= 0 && instance.Length == 0 && letter is 'n' or 'N' or 'i' or 'I') return null;
        return letter switch
        {
            '%' => "%",
            'n' => unit,
            'N' => stem,
            'p' => prefix,
            'P' => Unescape(prefix),
            'i' => instance,
            'I' => Unescape(instance),
            'j' => prefix[(prefix.LastIndexOf('-') + 1)..],
            'J' => Unescape(prefix[(prefix.LastIndexOf('-') + 1)..]),
            't' => "/run",
            'S' => "/var/lib",
            'C' => "/var/cache",
            'L' => "/var/log",
            'E' => "/etc",
            'T' => "/tmp",
            'V' => "/var/tmp",
            'h' => "/root",
            'u' or 'g' => "root",
            'U' or 'G' => "0",
            _ => null,
        };
    }

    private static string Unescape(string name)
    {
        StringBuilder result = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '-') result.Append('/');
            else if (name[i] == '\\' && i + 3 < name.Length && name[i + 1] == 'x'
                && byte.TryParse(name.AsSpan(i + 2, 2), System.Globalization.NumberStyles.HexNumber, null, out byte code))
            {
                result.Append((char)code);
                i += 3;
            }
            else
            {
                result.Append(name[i]);
            }
        }

        return result.ToString();
    }
}
