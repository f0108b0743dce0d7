using System.Text;

namespace NixOci.Language.Syntax.Productions;

/// <summary>A part of a <c>''…''</c> string.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Value">What is interpolated, or null for literal text.</param>
/// <param name="Escaped">The text that an escape stands for, or null for text as it is written.</param>
/// <param name="End">Where text as it is written ends.</param>
internal readonly record struct IndentedPart(int Offset, Expr? Value, string? Escaped, int End);

/// <summary>
/// Takes the indentation that all lines share off a <c>''…''</c> string. Lines of spaces only do not count, and neither does a
/// last line of spaces, which is dropped; interpolations and escapes count as text.
/// </summary>
internal static class IndentedString
{
    public static Expr Strip(ParseContext context, int offset, int mark)
    {
        ScratchStack<IndentedPart> parts = context.IndentedParts;
        int indentation = SharedIndentation(context.Text, parts, mark);
        StringBuilder builder = context.Builder;
        int concatMark = context.Parts.Count;
        bool atLineStart = true;
        int dropped = 0;
        for (int i = mark; i < parts.Count; i++)
        {
            IndentedPart part = parts[i];
            if (part.Value is not null)
            {
                atLineStart = false;
                dropped = 0;
                context.Parts.Push(new ConcatPart(part.Offset, part.Value));
                continue;
            }

            ReadOnlySpan<char> text = part.Escaped ?? context.Text.AsSpan(part.Offset, part.End - part.Offset);
            builder.Clear();
            AppendLines(builder, text, indentation, ref atLineStart, ref dropped);
            if (i == parts.Count - 1) DropLastLine(builder);
            if (builder.Length > 0) context.Parts.Push(new ConcatPart(part.Offset, new StringExpr(builder.ToString())));
        }

        parts.Discard(mark);
        if (context.Parts.Count == concatMark) return new StringExpr("");
        ConcatPart[] result = context.Parts.PopFrom(concatMark);
        return result.Length == 1 && result[0].Value is StringExpr only
            ? new StringExpr(only.Value)
            : new ConcatExpr(offset, isInterpolation: true, result);
    }

    private static int SharedIndentation(string source, ScratchStack<IndentedPart> parts, int mark)
    {
        int shared = int.MaxValue;
        int current = 0;
        bool atLineStart = true;
        for (int i = mark; i < parts.Count; i++)
        {
            IndentedPart part = parts[i];
            if (part.Value is not null || part.Escaped is not null)
            {
                if (atLineStart) shared = Math.Min(shared, current);
                atLineStart = false;
                continue;
            }

            ReadOnlySpan<char> text = source.AsSpan(part.Offset, part.End - part.Offset);
            int position = 0;
            while (position < text.Length)
            {
                if (!atLineStart)
                {
                    int lineEnd = text[position..].IndexOf('\n');
                    if (lineEnd < 0) break;
                    position += lineEnd + 1;
                    atLineStart = true;
                    current = 0;
                    continue;
                }

                char c = text[position++];
                if (c == ' ')
                {
                    current++;
                }
                else if (c == '\n')
                {
                    current = 0;
                }
                else
                {
                    atLineStart = false;
                    shared = Math.Min(shared, current);
                }
            }
        }

        return shared;
    }

    private static void AppendLines(StringBuilder builder, ReadOnlySpan<char> text, int indentation, ref bool atLineStart, ref int dropped)
    {
        int position = 0;
        while (position < text.Length)
        {
            if (atLineStart && text[position] == ' ')
            {
                if (dropped++ >= indentation) builder.Append(' ');
                position++;
                continue;
            }

            int lineEnd = text[position..].IndexOf('\n');
            int next = lineEnd < 0 ? text.Length : position + lineEnd + 1;
            builder.Append(text[position..next]);
            position = next;
            atLineStart = lineEnd >= 0;
            dropped = 0;
        }
    }

    private static void DropLastLine(StringBuilder builder)
    {
        int end = builder.Length;
        while (end > 0 && builder[end - 1] == ' ') end--;
        if (end > 0 && builder[end - 1] == '\n') builder.Length = end;
    }
}
