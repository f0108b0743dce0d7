using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NixOci.Modules.Packages;

/// <summary>Writes JSON as <c>jq .</c> prints it: two blanks a level, a line for each member.</summary>
internal static class JsonText
{
    /// <summary>The text, with a line feed at the end.</summary>
    public static string Write(JsonElement value)
    {
        StringBuilder text = new();
        Write(text, value, 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Appends a string in double quotes.</summary>
    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or '\x7f':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static void Write(StringBuilder text, JsonElement value, int level)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value, level);
                break;
            case JsonValueKind.Array:
                WriteArray(text, value, level);
                break;
            case JsonValueKind.String:
                WriteString(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value, int level)
    {
        char opening = '{';
        foreach (JsonProperty member in value.EnumerateObject())
        {
            text.Append(opening).Append('\n').Append(' ', 2 * (level + 1));
            WriteString(text, member.Name);
            text.Append(": ");
            Write(text, member.Value, level + 1);
            opening = ',';
        }

        if (opening == '{') text.Append("{}");
        else text.Append('\n').Append(' ', 2 * level).Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonElement value, int level)
    {
        char opening = '[';
        foreach (JsonElement item in value.EnumerateArray())
        {
            text.Append(opening).Append('\n').Append(' ', 2 * (level + 1));
            Write(text, item, level + 1);
            opening = ',';
        }

        if (opening == '[') text.Append("[]");
        else text.Append('\n').Append(' ', 2 * level).Append(']');
    }
}
