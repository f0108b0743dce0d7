using System.Text;
using System.Text.Json;
using NixOci.Language.Evaluation;

namespace NixOci.Modules.Packages;

/// <summary>Writes TOML: first the values of a table, then its tables under headers of their own.</summary>
internal static class TomlText
{
    /// <summary>The text of a table.</summary>
    public static string Write(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new EvalException("a TOML file must be a set");
        StringBuilder text = new();
        WriteTable(text, value, "");
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, JsonElement table, string path)
    {
        foreach (JsonProperty member in table.EnumerateObject())
        {
            if (IsTable(member.Value) || IsTables(member.Value)) continue;
            WriteKey(text, member.Name);
            text.Append(" = ");
            WriteValue(text, member.Value);
            text.Append('\n');
        }

        foreach (JsonProperty member in table.EnumerateObject())
        {
            if (IsTable(member.Value)) WriteHeader(text, member.Value, Below(path, member.Name), "[", "]");
            if (!IsTables(member.Value)) continue;
            foreach (JsonElement item in member.Value.EnumerateArray())
            {
                WriteHeader(text, item, Below(path, member.Name), "[[", "]]");
            }
        }
    }

    private static void WriteHeader(StringBuilder text, JsonElement table, string path, string opening, string closing)
    {
        if (text.Length > 0) text.Append('\n');
        text.Append(opening).Append(path).Append(closing).Append('\n');
        WriteTable(text, table, path);
    }

    private static bool IsTable(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    private static bool IsTables(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) return false;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) return false;
        }

        return true;
    }

    private static void WriteValue(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                JsonText.WriteString(text, value.GetString()!);
                break;
            case JsonValueKind.Array:
                WriteArray(text, value);
                break;
            case JsonValueKind.Object:
                WriteInlineTable(text, value);
                break;
            case JsonValueKind.Null:
                throw new EvalException("TOML has no value for null");
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteArray(StringBuilder text, JsonElement value)
    {
        string separator = "";
        text.Append('[');
        foreach (JsonElement item in value.EnumerateArray())
        {
            text.Append(separator);
            WriteValue(text, item);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void WriteInlineTable(StringBuilder text, JsonElement value)
    {
        string separator = "";
        text.Append('{');
        foreach (JsonProperty member in value.EnumerateObject())
        {
            text.Append(separator).Append(' ');
            WriteKey(text, member.Name);
            text.Append(" = ");
            WriteValue(text, member.Value);
            separator = ",";
        }

        text.Append(separator.Length == 0 ? "}" : " }");
    }

    private static string Below(string path, string key)
    {
        StringBuilder text = new(path);
        if (path.Length > 0) text.Append('.');
        WriteKey(text, key);
        return text.ToString();
    }

    private static void WriteKey(StringBuilder text, string key)
    {
        bool isBare = key.Length > 0;
        foreach (char c in key) isBare &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
        if (isBare) text.Append(key);
        else JsonText.WriteString(text, key);
    }
}
