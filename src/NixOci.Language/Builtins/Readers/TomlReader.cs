using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace NixOci.Language.Builtins.Readers;

/// <summary>
/// Reads TOML text into values. The grammar is TOML 1.0, as Nix's library reads it: what TOML 1.1 added is refused, since Nix would
/// refuse the file too.
/// </summary>
/// <param name="readsTimestamps">
/// Whether dates and times become sets (<c>{ _type = "timestamp"; value = …; }</c>); Nix has an experimental feature for it.
/// </param>
internal sealed class TomlReader(bool readsTimestamps)
{
    /// <summary>How deep arrays and inline tables may nest: the library recurses.</summary>
    private const int MaxDepth = 5_000;

    private static readonly TomlSerializerOptions ParserOptions = new() { MaxDepth = MaxDepth };
    private static readonly AttrTemplate Timestamp = new("_type", "value");
    private static readonly NixString TimestampType = new("timestamp");

    /// <summary>The set that a TOML text describes.</summary>
    /// <param name="text">Byte text.</param>
    /// <exception cref="TomlFaultException">The text is no TOML, or holds what Nix has no value for.</exception>
    public Value Read(string text)
    {
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.ParseStrict(ByteText.ToUnicode(text), ParserOptions, sourceName: "fromTOML", validate: true);
        }
        catch (TomlException e)
        {
            throw new TomlFaultException(Explain(e));
        }

        TomlTableDraft root = new();
        foreach (KeyValueSyntax pair in document.KeyValues) Define(root, pair);
        foreach (TableSyntaxBase section in document.Tables)
        {
            TomlTableDraft table = Section(root, section);
            foreach (KeyValueSyntax pair in section.Items) Define(table, pair);
        }

        return root.Build();
    }

    /// <summary>The table that a header (<c>[a.b]</c> or <c>[[a.b]]</c>) opens.</summary>
    private static TomlTableDraft Section(TomlTableDraft root, TableSyntaxBase section)
    {
        KeySyntax name = section.Name!;
        TomlTableDraft table = root;
        string last = Text(name.Key!);
        foreach (DottedKeyItemSyntax part in name.DotKeys)
        {
            table = table.Enter(last);
            last = Text(part.Key!);
        }

        return section is TableArraySyntax ? table.AddElement(last) : table.Enter(last);
    }

    private void Define(TomlTableDraft table, KeyValueSyntax pair)
    {
        string last = Text(pair.Key!.Key!);
        foreach (DottedKeyItemSyntax part in pair.Key.DotKeys)
        {
            table = table.Enter(last);
            last = Text(part.Key!);
        }

        table.Define(last, ToValue(pair.Value!));
    }

    private Value ToValue(ValueSyntax syntax)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        switch (syntax)
        {
            case StringValueSyntax text:
                TomlDialect.RefuseNewEscapes(text);
                return new NixString(ByteStrings.WithoutNul(ByteText.FromUnicode(text.Value ?? "")));
            case IntegerValueSyntax integer:
                return NixInt.Of(integer.Value);
            case FloatValueSyntax number:
                return new NixFloat(TomlDialect.Float(number));
            case BooleanValueSyntax boolean:
                return NixBool.Of(boolean.Value);
            case ArraySyntax array:
                List<Value> items = [];
                foreach (ArrayItemSyntax item in array.Items) items.Add(ToValue(item.Value!));
                return NixList.Of(items);
            case InlineTableSyntax inline:
                TomlDialect.RefuseLinesInTable(inline);
                TomlTableDraft table = new();
                foreach (InlineTableItemSyntax item in inline.Items) Define(table, item.KeyValue!);
                return table.Build();
            case DateTimeValueSyntax time:
                return readsTimestamps
                    ? Timestamp.Create(TimestampType, new NixString(TomlDialect.Timestamp(time)))
                    : throw new TomlFaultException("Dates and times are not supported");
            default:
                throw new TomlFaultException($"a value was expected in line {Line(syntax)}");
        }
    }

    private static string Text(BareKeyOrStringValueSyntax key)
        => ByteStrings.WithoutNul(ByteText.FromUnicode(key is StringValueSyntax text ? text.Value ?? "" : ((BareKeySyntax)key).Key!.Text ?? ""));

    private static string Line(SyntaxNode node) => (node.Span.Start.Line + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The library's message, as byte text: place, then what is wrong.</summary>
    private static string Explain(TomlException e)
    {
        foreach (DiagnosticMessage message in e.Diagnostics)
        {
            TextPosition start = message.Span.Start;
            return ByteText.FromUnicode(string.Create(
                CultureInfo.InvariantCulture, $"line {start.Line + 1}, column {start.Column + 1}: {message.Message}"));
        }

        // Only the limit is told without a place.
        return string.Create(CultureInfo.InvariantCulture, $"arrays and tables are nested deeper than {MaxDepth}");
    }
}

/// <summary>A text that cannot be read as TOML.</summary>
/// <param name="message">Why, as byte text.</param>
internal sealed class TomlFaultException(string message) : Exception(message);
