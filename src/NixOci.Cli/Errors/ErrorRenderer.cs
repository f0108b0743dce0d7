using System.Globalization;
using System.Text;
using NixOci.Language.Source;

namespace NixOci.Cli.Errors;

/// <summary>
/// Writes errors as Nix 2.26 does: the steps of the way to the error, outermost first, then its message, place and suggestions.
/// The only place where an error becomes text.
/// </summary>
/// <param name="context">Where errors go, and whether in colour.</param>
/// <param name="showTrace">Whether all steps are shown, or only the outermost few.</param>
internal sealed class ErrorRenderer(CommandContext context, bool showTrace)
{
    // A step with a place counts twice, as its lines do.
    private const int StepsWithoutRequest = 3;
    private const int RepetitionsShown = 5;
    private const string StepIndent = "  ";

    private readonly Palette _palette = Palette.For(context);

    /// <summary>Writes an error in what the user wrote.</summary>
    public void Write(NixException error)
    {
        StringBuilder text = new();
        if (AppendTrace(text, error)) text.Append('\n').Append(Label).Append(' ');
        text.Append(error.Message).Append('\n');
        if (error.Position.IsKnown) new SourceFrame(text, _palette).Append(error.Position, "");
        if (error.Suggestions.Count > 0) text.Append("Did you mean ").Append(Choice(error.Suggestions)).Append("?\n");
        foreach (string line in error.Advice) text.Append(line).Append('\n');
        Write(ByteText.ToUnicode(text.ToString()));
    }

    /// <summary>Writes an error that has no place in a source, as ordinary text.</summary>
    public void Write(string message) => WriteLine(Label, "error:".Length, message);

    /// <summary>Writes a warning, as ordinary text.</summary>
    public void WriteWarning(string message)
    {
        if (!context.IsQuiet) WriteLine(_palette.Warning + "warning:" + _palette.Normal, "warning:".Length, message);
    }

    /// <summary>Writes a warning about a place in a source, with its lines and what to do.</summary>
    /// <param name="message">What is wrong; byte text.</param>
    /// <param name="position">The place; may be unknown.</param>
    /// <param name="showsSource">Whether the lines are shown, or the place alone.</param>
    /// <param name="advice">What to do, a line each; byte text.</param>
    public void WriteWarning(string message, Position position, bool showsSource, IReadOnlyList<string> advice)
    {
        if (context.IsQuiet) return;
        StringBuilder text = new();
        text.Append(_palette.Warning).Append("warning:").Append(_palette.Normal).Append(' ').Append(message).Append('\n');
        if (position.IsKnown && showsSource) new SourceFrame(text, _palette).Append(position, "");
        else if (position.IsKnown) text.Append(_palette.Place).Append("at ").Append(_palette.Normal).Append(position.ToString()).Append('\n');
        foreach (string line in advice) text.Append(line).Append('\n');
        context.Error.WriteLine(TerminalText.Clean(ByteText.ToUnicode(text.ToString()).TrimEnd(), context.HasColors));
    }

    /// <summary>Writes what is good to know, as ordinary text.</summary>
    public void WriteNote(string message)
    {
        if (!context.IsQuiet) WriteLine("note:", "note:".Length, message);
    }

    private string Label => _palette.Error + "error:" + _palette.Normal;

    private void WriteLine(string label, int width, string message)
        => context.Error.WriteLine(TerminalText.Clean(Indentation.Hang(label, width, message), context.HasColors));

    private bool AppendTrace(StringBuilder text, NixException error)
    {
        IReadOnlyList<TraceStep> steps = error.Trace;
        if (steps.Count == 0) return false;
        HashSet<TraceStep> seen = [];
        List<TraceStep> repeated = [];
        int shown = 0;
        bool truncated = false;
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            TraceStep step = steps[i];
            if (step.Text.Length == 0) continue;
            truncated |= !showTrace && shown > StepsWithoutRequest;
            if (truncated) break;
            if (!seen.Add(step))
            {
                repeated.Add(step);
                continue;
            }

            shown += AppendRepeated(text, repeated, seen);
            shown += AppendStep(text, step);
        }

        AppendRepeated(text, repeated, seen);
        if (truncated)
        {
            text.Append('\n').Append(_palette.Warning)
                .Append("(stack trace truncated; use '--show-trace' to show the full, detailed trace)").Append(_palette.Normal).Append('\n');
        }

        return shown > 0;
    }

    /// <summary>Appends steps that stand further out already: a few as they are, many as their number.</summary>
    private int AppendRepeated(StringBuilder text, List<TraceStep> repeated, HashSet<TraceStep> seen)
    {
        if (repeated.Count == 0) return 0;
        int shown = 0;
        if (repeated.Count <= RepetitionsShown)
        {
            foreach (TraceStep step in repeated) shown += AppendStep(text, step);
        }
        else
        {
            string count = repeated.Count.ToString(CultureInfo.InvariantCulture);
            text.Append('\n').Append(_palette.Warning).Append('(').Append(count).Append(" duplicate frames omitted)")
                .Append(_palette.Normal).Append('\n');
            seen.Clear();
        }

        repeated.Clear();
        return shown;
    }

    private int AppendStep(StringBuilder text, TraceStep step)
    {
        text.Append('\n').Append(Ellipsis).Append(' ').Append(step.Text).Append('\n');
        if (!step.Position.IsKnown) return 1;
        new SourceFrame(text, _palette).Append(step.Position, StepIndent);
        return 2;
    }

    private static readonly string Ellipsis = ByteText.FromUnicode("\u2026");

    private static string Choice(IReadOnlyList<string> names)
    {
        if (names.Count == 1) return names[0];
        StringBuilder text = new("one of ");
        for (int i = 0; i < names.Count; i++)
        {
            if (i > 0) text.Append(i == names.Count - 1 ? " or " : ", ");
            text.Append(names[i]);
        }

        return text.ToString();
    }
}
