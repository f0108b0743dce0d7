using System.Globalization;
using System.Text;

namespace NixOci.Modules.Library;

/// <summary>Texts as they are written in Nix code.</summary>
internal static class NixText
{
    /// <summary>A string literal for a text: as JSON writes it, dollars escaped.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\' or '$':
                    quoted.Append('\\').Append(c);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case '\r':
                    quoted.Append("\\r");
                    break;
                case '\t':
                    quoted.Append("\\t");
                    break;
                case '\b':
                    quoted.Append("\\b");
                    break;
                case '\f':
                    quoted.Append("\\f");
                    break;
                case < ' ':
                    quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    quoted.Append(c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A name, quoted if it is not an identifier.</summary>
    public static string Identifier(string name) => IsIdentifier(name) ? name : Quote(name);

    /// <summary>Whether a text has the form of an identifier; keywords have it too.</summary>
    public static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_')) return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '\'' or '-')) return false;
        }

        return true;
    }
}
