using System.Globalization;
using System.Text;
using NixOci.Language.Source;

namespace NixOci.Cli.Errors;

/// <summary>Shows a place in a source as Nix does: its name, the line with a caret below it, and the lines around it.</summary>
/// <param name="output">Where the lines go; byte text.</param>
/// <param name="palette">The colours.</param>
internal sealed class SourceFrame(StringBuilder output, Palette palette)
{
    private const int NumberWidth = 5;

    /// <summary>Appends the place with its lines.</summary>
    /// <param name="position">The place; must be known.</param>
    /// <param name="indent">What every line begins with.</param>
    public void Append(Position position, string indent)
    {
        output.Append(indent).Append(palette.Place).Append("at ").Append(palette.Warning).Append(position.ToString())
            .Append(palette.Normal).Append(":\n");
        SourceFile file = position.File!;
        (int line, int column) = file.LineAndColumn(position.Offset);
        AppendLine(file, line - 1, indent);
        if (AppendLine(file, line, indent)) AppendCaret(column, indent);
        AppendLine(file, line + 1, indent);
    }

    private bool AppendLine(SourceFile file, int line, string indent)
    {
        if (line < 1 || line > file.LineCount) return false;
        string text = file.LineText(line);

        // What follows the last line end is no line unless there is something.
        if (line == file.LineCount && text.Length == 0) return false;
        output.Append(indent).Append(' ').Append(line.ToString(CultureInfo.InvariantCulture).PadLeft(NumberWidth)).Append("| ")
            .Append(text).Append('\n');
        return true;
    }

    private void AppendCaret(int column, string indent)
        => output.Append(indent).Append(' ', NumberWidth + 1).Append('|').Append(' ', column).Append(palette.Error).Append('^')
            .Append(palette.Normal).Append('\n');
}
