using System.Text;

namespace NixOci.Language.Printing;

/// <summary>Texts as Nix source.</summary>
public static class NixSyntax
{
    private static readonly HashSet<string> Keywords
        = new(["if", "then", "else", "assert", "with", "let", "in", "rec", "inherit"], StringComparer.Ordinal);

    /// <summary>Writes a string literal.</summary>
    public static void AppendString(StringBuilder output, string text)
    {
        output.Append('"');
        AppendEscaped(output, text);
        output.Append('"');
    }

    /// <summary>Writes a string's characters, escaped where needed, without quotes around them.</summary>
    public static void AppendEscaped(StringBuilder output, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"' or '\\': output.Append('\\').Append(c); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                case '\t': output.Append("\\t"); break;
                case '$' when i + 1 < text.Length && text[i + 1] == '{': output.Append("\\$"); break;
                default: output.Append(c); break;
            }
        }
    }

    /// <summary>Writes the name of an attribute: as it is where it is an identifier, as a string literal otherwise.</summary>
    public static void AppendName(StringBuilder output, string name)
    {
        if (IsIdentifier(name)) output.Append(name);
        else AppendString(output, name);
    }

    /// <summary>A name as it is written in an attribute path: quoted where it has to be.</summary>
    public static string Name(string name)
    {
        if (IsIdentifier(name)) return name;
        StringBuilder quoted = new();
        AppendString(quoted, name);
        return quoted.ToString();
    }

    /// <summary>Whether a text is a name that needs no quotes.</summary>
    public static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_')) return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '\'' or '-')) return false;
        }

        return !Keywords.Contains(name);
    }
}
