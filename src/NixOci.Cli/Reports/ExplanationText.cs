using System.Globalization;
using System.Text;
using NixOci.Cli.Errors;
using NixOci.Containers.Explanation;
using NixOci.Hosts.Layouts;
using NixOci.Language.Source;
using NixOci.Modules.Evaluation;

namespace NixOci.Cli.Reports;

/// <summary>
/// An explanation for people: each line of a unit, and beside or below it, in columns, the parts of the line, the options and the
/// places that they come from.
/// </summary>
internal sealed class ExplanationText
{
    private const string Inner = "    ";
    private const int OriginColumn = 48;
    private const int LongestNote = 120;
    private const int WidestPart = 32;
    private const int WidestOption = 72;
    private const int OrdinaryPriority = 100;

    private readonly ExplanationReport _report;
    private readonly ReportColors _colors;
    private readonly StringBuilder _text = new();

    private ExplanationText(ExplanationReport report, bool hasColors)
    {
        _report = report;
        _colors = hasColors ? ReportColors.Colored : ReportColors.Plain;
    }

    public static void Write(ExplanationReport report, Stream output, bool hasColors)
    {
        ExplanationText text = new(report, hasColors);
        text.AppendAll();
        output.Write(new UTF8Encoding(false).GetBytes(text._text.ToString()));
    }

    private void AppendAll()
    {
        foreach (ExplainedUnit unit in _report.Units)
        {
            if (_text.Length > 0) _text.Append('\n');
            Append(unit);
        }
    }

    private void Append(ExplainedUnit unit)
    {
        _text.Append(_colors.Unit).Append(Clean(unit.Unit.Name)).Append(_colors.Normal)
            .Append(CultureInfo.InvariantCulture, $", by the rules of NixOS {_report.Release}\n");
        string section = "";
        LineKind kind = LineKind.Setting;
        foreach (ShownLine shown in unit.Lines)
        {
            ExplainedLine line = shown.Line;
            if (line.Kind == LineKind.Relation && kind != LineKind.Relation) _text.Append('\n');
            kind = line.Kind;
            if (line.Section != section && line.Section.Length > 0)
            {
                section = line.Section;
                _text.Append('\n').Append(_colors.Unit).Append('[').Append(Clean(section)).Append(']').Append(_colors.Normal).Append('\n');
            }

            Append(shown);
        }
    }

    private void Append(ShownLine shown)
    {
        ExplainedLine line = shown.Line;
        string indent = line.Kind is LineKind.Script or LineKind.Argument ? Inner : "";
        string written = Clean(shown.Text ?? shown.OnNixos).TrimEnd();
        _text.Append(indent).Append(_colors.Unit).Append(written).Append(_colors.Normal);
        int column = indent.Length + written.Length;
        if (shown.Text is null)
        {
            _text.Append('\n').Append(indent).Append(Inner).Append("left out on this host, whose own programs do without it");
            column = OriginColumn;
        }
        else if (HostLines.OnNixos(shown.Text) != shown.OnNixos)
        {
            string onNixos = Clean(shown.OnNixos).Trim();
            if (onNixos.Length > LongestNote) onNixos = onNixos[..LongestNote] + " ...";
            _text.Append('\n').Append(indent).Append(Inner).Append("on NixOS: ").Append(onNixos);
            column = OriginColumn;
        }

        (int parts, int options) = Widths(line.Origins);
        foreach (Origin origin in line.Origins)
        {
            MoveToOrigins(column);
            column = OriginColumn;
            if (parts > 0) _text.Append(Clean(origin.Part).PadRight(parts)).Append("  ");
            Append(origin, options);
        }

        foreach (LostDefinition lost in line.Lost)
        {
            MoveToOrigins(OriginColumn);
            Append(lost);
        }

        _text.Append('\n');
    }

    /// <summary>Origins stand in a column of their own, beside the line where it leaves room.</summary>
    private void MoveToOrigins(int column)
    {
        if (column + 2 > OriginColumn)
        {
            _text.Append('\n');
            column = 0;
        }

        _text.Append(' ', OriginColumn - column);
    }

    /// <summary>How wide the columns of parts and of options are; what is wider than most does not widen them.</summary>
    private static (int Parts, int Options) Widths(IReadOnlyList<Origin> origins)
    {
        int parts = 0, options = 0;
        foreach (Origin origin in origins)
        {
            if (origin.Part.Length <= WidestPart) parts = Math.Max(parts, origin.Part.Length);
            if (origin.Option is { Length: <= WidestOption } option && origin.Kind != OriginKind.Rule) options = Math.Max(options, option.Length);
        }

        return (parts, options);
    }

    private void Append(Origin origin, int width)
    {
        switch (origin.Kind)
        {
            case OriginKind.Definition:
                _text.Append(Clean(origin.Option!).PadRight(width)).Append("  ");
                AppendPlace(origin.File, origin.Position);
                if (origin.IsAround) _text.Append(" (computed there)");
                if (origin.Priority is { } priority and not OrdinaryPriority)
                {
                    _text.Append(CultureInfo.InvariantCulture, $" (priority {priority})");
                }

                break;
            case OriginKind.Default:
                _text.Append(Clean(origin.Option!).PadRight(width)).Append("  default of the option");
                break;
            case OriginKind.Rule:
                AppendModule(origin.Module);
                if (origin.Meaning.Length > 0) _text.Append(": ").Append(Clean(origin.Meaning));
                else if (origin.Option is not null) _text.Append(": ").Append(Clean(origin.Option));
                break;
            default:
                _text.Append("nothing is known of where it comes from");
                break;
        }
    }

    private void Append(LostDefinition lost)
    {
        _text.Append(_colors.Left).Append("lost: ").Append(Clean(lost.Option));
        if (lost.Value is not null) _text.Append(" = ").Append(Clean(lost.Value));
        _text.Append("  ");
        if (lost.Module.Length > 0) AppendModule(lost.Module);
        else AppendPlace(lost.File, lost.Position);
        _text.Append(CultureInfo.InvariantCulture, $" (priority {lost.Priority}, {Reason(lost.Outcome)})").Append(_colors.Normal);
    }

    private static string Reason(DefinitionOutcome outcome) => outcome switch
    {
        DefinitionOutcome.ConditionFails => "its condition does not hold",
        DefinitionOutcome.PartOfLost => "what is around it is overridden",
        _ => "overridden",
    };

    private void AppendModule(string module) => _text.Append(CultureInfo.InvariantCulture, $"release {_report.Release}, {module}");

    private void AppendPlace(string file, Position position)
    {
        _text.Append(_colors.Place).Append(TerminalText.Clean(_report.FileOf(position.File?.Name ?? file), keepColors: false));
        if (position.IsKnown) _text.Append(CultureInfo.InvariantCulture, $":{position.Line}:{position.Column}");
        _text.Append(_colors.Normal);
    }

    private static string Clean(string text) => TerminalText.Clean(ByteText.ToUnicode(text), keepColors: false);
}
