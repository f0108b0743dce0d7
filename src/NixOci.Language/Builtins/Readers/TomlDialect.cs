using System.Globalization;
using NixOci.Language.Source;
using Tomlyn.Syntax;

namespace NixOci.Language.Builtins.Readers;

/// <summary>Where the TOML that Nix reads, 1.0, differs from the 1.1 of the library: it allows less.</summary>
internal static class TomlDialect
{
    private const int FractionGroup = 3;
    private const int MaxFraction = 9;

    /// <summary>In TOML 1.0 strings know neither <c>\e</c> nor <c>\x41</c>.</summary>
    public static void RefuseNewEscapes(StringValueSyntax syntax)
    {
        if (syntax.Token is not { TokenKind: TokenKind.String or TokenKind.StringMulti, Text: { } text }) return;
        for (int i = text.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\\', i + 2))
        {
            if (text[i + 1] is 'e' or 'x') throw Fault(syntax, $"unknown escape sequence '\\{text[i + 1]}'");
            if (i + 2 >= text.Length) return;
        }
    }

    /// <summary>A number whose sign is the one written, also that of <c>nan</c>: Nix prints it.</summary>
    public static double Float(FloatValueSyntax syntax)
        => double.IsNaN(syntax.Value)
            ? Math.CopySign(double.NaN, syntax.Token?.Text is ['-', ..] ? -1 : 1)
            : syntax.Value;

    /// <summary>In TOML 1.0 an inline table is in one line, apart from the values in it, and has no comma at its end.</summary>
    public static void RefuseLinesInTable(InlineTableSyntax table)
    {
        int line = table.OpenBrace!.Span.Start.Line;
        InlineTableItemSyntax? last = null;
        foreach (InlineTableItemSyntax item in table.Items)
        {
            if (item.KeyValue!.Span.Start.Line != line) throw Fault(item.KeyValue, "an inline table must be in one line");
            line = LastLine(item.KeyValue.Value!);
            last = item;
        }

        if (table.CloseBrace!.Span.Start.Line != line) throw Fault(table.CloseBrace, "an inline table must be in one line");
        if (last?.Comma is { } comma) throw Fault(comma, "an inline table must not end with a comma");
    }

    /// <summary>A date or time as Nix's library writes it: a fraction has 3, 6 or 9 digits, an offset of zero is <c>Z</c>.</summary>
    public static string Timestamp(DateTimeValueSyntax syntax)
    {
        ReadOnlySpan<char> text = syntax.Token!.Text.AsSpan().Trim();
        string date = "";
        if (text.Length >= 10 && text[4] == '-')
        {
            date = text[..10].ToString();
            text = text[10..];
            if (text.IsEmpty) return date;
            date += 'T';
            text = text[1..];
        }

        int offset = text.IndexOfAny("zZ+-");
        ReadOnlySpan<char> time = offset < 0 ? text : text[..offset];
        if (time.Length < "00:00:00".Length) throw Fault(syntax, "a time needs its seconds");
        string zone = offset < 0 ? "" : text[offset..] is "z" or "Z" or "+00:00" or "-00:00" ? "Z" : text[offset..].ToString();
        int point = time.IndexOf('.');
        return date + (point < 0 ? time.ToString() : string.Concat(time[..point], Fraction(time[(point + 1)..]))) + zone;
    }

    private static string Fraction(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<char> kept = digits[..Math.Min(digits.Length, MaxFraction)].TrimEnd('0');
        int groups = (kept.Length + FractionGroup - 1) / FractionGroup;
        return groups == 0 ? "" : "." + kept.ToString().PadRight(groups * FractionGroup, '0');
    }

    private static int LastLine(ValueSyntax value) => value switch
    {
        ArraySyntax array => array.CloseBracket!.Span.Start.Line,
        InlineTableSyntax table => table.CloseBrace!.Span.Start.Line,
        _ => value.Span.End.Line,
    };

    private static TomlFaultException Fault(SyntaxNode where, string what)
    {
        TextPosition start = where.Span.Start;
        return new TomlFaultException(ByteText.FromUnicode(string.Create(
            CultureInfo.InvariantCulture, $"line {start.Line + 1}, column {start.Column + 1}: {what}")));
    }
}
