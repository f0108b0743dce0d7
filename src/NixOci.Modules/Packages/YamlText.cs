using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NixOci.Modules.Packages;

/// <summary>Writes YAML in block style: what it means is the same for every reader of YAML 1.1 and 1.2.</summary>
internal static class YamlText
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    private static readonly SearchValues<char> LooksNumeric = SearchValues.Create("0123456789+-.");

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    };

    /// <summary>The text, with a line feed at the end.</summary>
    public static string Write(JsonElement value)
    {
        StringBuilder text = new();
        if (IsBlock(value)) WriteBlock(text, value, 0, isContinued: false);
        else WriteScalar(text, value);
        if (text.Length == 0 || text[^1] != '\n') text.Append('\n');
        return text.ToString();
    }

    /// <summary>Members or items, each on a line of its own; the first goes on in the line at hand after <c>- </c>.</summary>
    private static void WriteBlock(StringBuilder text, JsonElement value, int indent, bool isContinued)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (!isContinued) text.Append(' ', indent);
                isContinued = false;
                WriteString(text, member.Name);
                text.Append(':');

                // The items of a list in a mapping stand below its key, not further in.
                int inner = member.Value.ValueKind == JsonValueKind.Array ? indent : indent + 2;
                WriteNested(text, member.Value, inner);
            }

            return;
        }

        foreach (JsonElement item in value.EnumerateArray())
        {
            if (!isContinued) text.Append(' ', indent);
            isContinued = false;
            text.Append('-');
            if (IsBlock(item))
            {
                text.Append(' ');
                WriteBlock(text, item, indent + 2, isContinued: true);
            }
            else
            {
                WriteNested(text, item, indent + 2);
            }
        }
    }

    private static void WriteNested(StringBuilder text, JsonElement value, int indent)
    {
        if (IsBlock(value))
        {
            text.Append('\n');
            WriteBlock(text, value, indent, isContinued: false);
        }
        else
        {
            text.Append(' ');
            WriteScalar(text, value);
            text.Append('\n');
        }
    }

    private static bool IsBlock(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().MoveNext(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => false,
    };

    private static void WriteScalar(StringBuilder text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) WriteString(text, value.GetString()!);
        else text.Append(value.GetRawText());
    }

    private static void WriteString(StringBuilder text, string value)
    {
        if (NeedsEscapes(value)) JsonText.WriteString(text, value);
        else if (IsPlain(value)) text.Append(value);
        else text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
    }

    private static bool NeedsEscapes(string value)
    {
        foreach (char c in value)
        {
            if (c is < ' ' or '\x7f' or '\x85' or '\u2028' or '\u2029' or '\ufeff') return true;
        }

        return false;
    }

    private static bool IsPlain(string value)
    {
        if (Words.Contains(value) || value[0] == ' ' || value[^1] is ' ' or ':') return false;
        if (LooksNumeric.Contains(value[0]) || Indicators.Contains(value[0])) return false;
        return !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal);
    }
}
