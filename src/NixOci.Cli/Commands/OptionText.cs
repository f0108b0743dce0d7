using System.Text;
using NixOci.Modules.Evaluation;

namespace NixOci.Cli.Commands;

/// <summary>An option as people read it.</summary>
internal static class OptionText
{
    private const int Width = 80;
    private const string Indent = "    ";

    /// <summary>The option's lines; byte text.</summary>
    public static string Of(KnownOption option)
    {
        StringBuilder text = new();
        text.Append(option.Name).Append('\n');
        if (option.Description is { } description) AppendProse(text, description.Trim());
        AppendField(text, "Type", option.Type + (option.IsReadOnly ? " (read only)" : ""));
        if (option.Default is { } standard) AppendField(text, "Default", standard);
        if (option.Example is { } example) AppendField(text, "Example", example);
        foreach (string file in option.Declarations) AppendField(text, "Declared in", file);
        return text.ToString();
    }

    private static void AppendField(StringBuilder text, string name, string value)
    {
        string[] lines = value.TrimEnd('\n').Split('\n');
        text.Append(Indent).Append(name).Append(':');
        if (lines.Length == 1)
        {
            text.Append(' ').Append(lines[0]).Append('\n');
            return;
        }

        text.Append('\n');
        foreach (string line in lines)
        {
            if (line.Length > 0) text.Append(Indent).Append(Indent).Append(line);
            text.Append('\n');
        }
    }

    /// <summary>Breaks paragraphs into lines; what is indented or a list keeps its lines.</summary>
    private static void AppendProse(StringBuilder text, string prose)
    {
        foreach (string line in prose.Split('\n'))
        {
            int column = 0;
            foreach (string word in line.Split(' '))
            {
                if (column > 0 && Indent.Length + column + 1 + word.Length > Width)
                {
                    text.Append('\n');
                    column = 0;
                }

                text.Append(column == 0 ? Indent : " ").Append(word);
                column += word.Length + (column == 0 ? 0 : 1);
            }

            text.Append('\n');
        }
    }
}
