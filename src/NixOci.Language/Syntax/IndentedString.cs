using System.Text;

namespace NixOci.Language.Syntax;

/// <summary>A part of an indented string before its indentation is taken away.</summary>
/// <param name="Offset">Where it stands.</param>
/// <param name="Text">A text, or null for an interpolation.</param>
/// <param name="IsIndented">Whether the text counts for, and loses, indentation; escapes do neither.</param>
/// <param name="Interpolated">An interpolation.</param>
internal readonly record struct IndentedPart(int Offset, string? Text, bool IsIndented, Expr? Interpolated);

/// <summary>Takes the common indentation from an indented string.</summary>
internal static class IndentedString
{
    /// <summary>The string as an expression.</summary>
    /// <param name="offset">Where the string begins.</param>
    /// <param name="parts">Its parts.</param>
    public static Expr Strip(int offset, List<IndentedPart> parts)
    {
        int indent = CommonIndent(parts);
        List<ConcatPart> stripped = new(parts.Count);
        bool atLineStart = true;
        int dropped = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            IndentedPart part = parts[i];
            if (part.Interpolated is { } expression)
            {
                atLineStart = false;
                dropped = 0;
                stripped.Add(new ConcatPart(part.Offset, expression));
                continue;
            }

            string text = StripPart(part.Text!, indent, ref atLineStart, ref dropped);
            if (i == parts.Count - 1) text = WithoutBlankLastLine(text);
            if (text.Length > 0) stripped.Add(new ConcatPart(part.Offset, new StringExpr(text)));
        }

        return stripped switch
        {
            [] => new StringExpr(""),
            [{ Value: StringExpr only }] => only,
            _ => new ConcatExpr(offset, isInterpolation: true, [.. stripped]),
        };
    }

    /// <summary>The least indentation of any line that holds more than blanks.</summary>
    private static int CommonIndent(List<IndentedPart> parts)
    {
        int least = int.MaxValue, current = 0;
        bool atLineStart = true;
        foreach (IndentedPart part in parts)
        {
            if (part.Text is null || !part.IsIndented)
            {
                if (!atLineStart) continue;
                atLineStart = false;
                least = Math.Min(least, current);
                continue;
            }

            foreach (char c in part.Text)
            {
                if (c == '\n')
                {
                    atLineStart = true;
                    current = 0;
                }
                else if (atLineStart && c == ' ')
                {
                    current++;
                }
                else if (atLineStart)
                {
                    atLineStart = false;
                    least = Math.Min(least, current);
                }
            }
        }

        return least;
    }

    private static string StripPart(string text, int indent, ref bool atLineStart, ref int dropped)
    {
        StringBuilder stripped = new(text.Length);
        foreach (char c in text)
        {
            if (c == '\n')
            {
                atLineStart = true;
                dropped = 0;
                stripped.Append(c);
            }
            else if (atLineStart && c == ' ')
            {
                if (dropped++ >= indent) stripped.Append(c);
            }
            else
            {
                atLineStart = false;
                stripped.Append(c);
            }
        }

        return stripped.ToString();
    }

    private static string WithoutBlankLastLine(string text)
    {
        int lineEnd = text.LastIndexOf('\n');
        return lineEnd >= 0 && text.AsSpan(lineEnd + 1).TrimStart(' ').Length == 0 ? text[..(lineEnd + 1)] : text;
    }
}
