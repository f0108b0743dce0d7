using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>Prints values as XML, as <c>builtins.toXML</c> and <c>nix-instantiate --eval --xml</c> do.</summary>
public sealed class XmlPrinter
{
    private static readonly Symbol TypeAttr = "type";
    private static readonly Symbol DrvPathAttr = "drvPath";
    private static readonly Symbol OutPathAttr = "outPath";

    /// <summary>How long a document may become, in bytes: sets that hold themselves are indented ever further.</summary>
    private const int LongestDocument = 1 << 29;

    private readonly StringBuilder _text = new("<?xml version='1.0' encoding='utf-8'?>\n");
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenDerivations = new(StringComparer.Ordinal);
    private readonly bool _strict;
    private readonly bool _showLocations;
    private int _depth;

    private XmlPrinter(bool strict, bool showLocations)
    {
        _strict = strict;
        _showLocations = showLocations;
    }

    /// <summary>A value as XML, with the context of all strings in it.</summary>
    /// <param name="value">The value; may be a thunk.</param>
    /// <param name="strict">Whether what is not evaluated is evaluated; otherwise it is printed as such.</param>
    /// <param name="showLocations">Whether attributes and functions tell where they are defined.</param>
    public static NixString Print(Value value, bool strict, bool showLocations)
    {
        XmlPrinter printer = new(strict, showLocations);
        printer.Open("expr");
        printer.Print(value);
        printer.Close("expr");
        return new NixString(printer._text.ToString(), StringContext.Of(printer._references));
    }

    private void Print(Value value)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        if (_depth > CallStack.Limit || _text.Length > LongestDocument)
        {
            throw new LimitException("stack overflow; the value is nested too deeply for XML");
        }

        Value forced = _strict || value is Thunk { IsEvaluated: true } ? value.Force() : value;
        switch (forced)
        {
            case NixInt number:
                Empty("int", number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case NixFloat number:
                Empty("float", FloatText.General(number.Value));
                break;
            case NixBool boolean:
                Empty("bool", boolean.Value ? "true" : "false");
                break;
            case NixString text:
                _references.UnionWith(text.Context.Elements);
                Empty("string", text.Text);
                break;
            case NixPath path:
                Empty("path", path.Path);
                break;
            case NixNull:
                Empty("null");
                break;
            case NixList list:
                Open("list");
                foreach (Value item in list.Items) Print(item);
                Close("list");
                break;
            case AttrSet set when IsDerivation(set):
                PrintDerivation(set);
                break;
            case AttrSet set:
                Open("attrs");
                PrintAttrs(set);
                Close("attrs");
                break;
            case Closure closure:
                PrintFunction(closure);
                break;
            default:
                Empty("unevaluated");
                break;
        }
    }

    private static bool IsDerivation(AttrSet set)
        => set.TryGet(TypeAttr, out Value? type) && type.Force() is NixString { Text: "derivation" };

    private void PrintDerivation(AttrSet set)
    {
        string drvPath = TextOf(set, DrvPathAttr), outPath = TextOf(set, OutPathAttr);
        Begin("derivation");
        if (drvPath.Length > 0) Attribute("drvPath", drvPath);
        if (outPath.Length > 0) Attribute("outPath", outPath);
        Nest();
        if (drvPath.Length > 0 && _seenDerivations.Add(drvPath)) PrintAttrs(set);
        else Empty("repeated");
        Close("derivation");
    }

    private string TextOf(AttrSet set, Symbol name)
    {
        if (!set.TryGet(name, out Value? value)) return "";
        Value known = _strict || value is Thunk { IsEvaluated: true } ? value.Force() : value;
        return known is NixString text ? text.Text : "";
    }

    private void PrintAttrs(AttrSet set)
    {
        foreach ((Symbol name, Value value) in set.ByName)
        {
            Begin("attr");

            // The attributes of elements are in the order of their names.
            Position position = set.PositionOf(name);
            if (_showLocations && position.IsKnown) Attribute("column", Number(position.Column));
            if (_showLocations && position.IsKnown) Attribute("line", Number(position.Line));
            Attribute("name", name.Text);
            if (_showLocations && position.File is { IsOnDisk: true }) Attribute("path", position.File.Name);
            Nest();
            Print(value);
            Close("attr");
        }
    }

    private void PrintFunction(Closure closure)
    {
        Begin("function");
        if (_showLocations && closure.Position.IsKnown)
        {
            Attribute("column", Number(closure.Position.Column));
            Attribute("line", Number(closure.Position.Line));
            if (closure.Position.File is { IsOnDisk: true } file) Attribute("path", file.Name);
        }

        Nest();
        if (closure.Formals is { } formals)
        {
            Begin("attrspat");
            if (closure.HasEllipsis) Attribute("ellipsis", "1");
            if (closure.Parameter.IsDefined) Attribute("name", closure.Parameter.Text);
            Nest();
            string[] names = new string[formals.Count];
            for (int i = 0; i < names.Length; i++) names[i] = formals[i].Key.Text;
            Array.Sort(names, StringComparer.Ordinal);
            foreach (string name in names)
            {
                Begin("attr");
                Attribute("name", name);
                _text.Append(" />\n");
            }

            Close("attrspat");
        }
        else
        {
            Begin("varpat");
            Attribute("name", closure.Parameter.Text);
            _text.Append(" />\n");
        }

        Close("function");
    }

    private void Begin(string element) => _text.Append(' ', 2 * _depth).Append('<').Append(element);

    private void Nest()
    {
        _text.Append(">\n");
        _depth++;
    }

    private void Open(string element)
    {
        Begin(element);
        Nest();
    }

    private void Close(string element)
    {
        _depth--;
        _text.Append(' ', 2 * _depth).Append("</").Append(element).Append(">\n");
    }

    private void Empty(string element, string? value = null)
    {
        Begin(element);
        if (value is not null) Attribute("value", value);
        _text.Append(" />\n");
    }

    private void Attribute(string name, string value)
    {
        _text.Append(' ').Append(name).Append("=\"");
        ReadOnlySpan<char> rest = value;
        for (int at = rest.IndexOfAny("\"<>&\n"); at >= 0; at = rest.IndexOfAny("\"<>&\n"))
        {
            _text.Append(rest[..at]).Append(rest[at] switch
            {
                '"' => "&quot;",
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ => "&#xA;",
            });
            rest = rest[(at + 1)..];
        }

        _text.Append(rest).Append('"');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
