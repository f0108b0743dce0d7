using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>
/// Prints a value inside a message: what is evaluated already, on one line, and in an error only as much as is needed to recognise it.
/// </summary>
public sealed class ErrorValuePrinter
{
    private const int MostInErrors = 10;
    private const int LongestStringInErrors = 1024;

    private readonly StringBuilder _output = new();
    private readonly RepeatedValues _repeated = new();
    private readonly bool _limited;
    private int _attributes;
    private int _items;

    private ErrorValuePrinter(bool limited) => _limited = limited;

    /// <summary>The value as it appears in an error, cut short, as byte text.</summary>
    public static string Print(Value value) => Print(value, limited: true);

    /// <summary>The value as <c>builtins.trace</c> shows it, as byte text.</summary>
    public static string PrintUnlimited(Value value) => Print(value, limited: false);

    private static string Print(Value value, bool limited)
    {
        ErrorValuePrinter printer = new(limited);
        printer.Append(value, 0);
        return printer._output.ToString();
    }

    private void Append(Value value, int depth)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        if (value.Kind == ValueKind.Thunk)
        {
            _output.Append(value is Thunk { IsBeingEvaluated: true } ? PrintMarks.BeingEvaluated : PrintMarks.Thunk);
            return;
        }

        switch (value.Force())
        {
            case Closure { IsUnread: true } when depth > 0: _output.Append(PrintMarks.Thunk); break;
            case NixInt i: _output.Append(i.Value.ToString(CultureInfo.InvariantCulture)); break;
            case NixFloat f: _output.Append(FloatText.General(f.Value)); break;
            case NixBool b: _output.Append(b.Value ? "true" : "false"); break;
            case NixNull: _output.Append("null"); break;
            case NixString s: AppendString(s.Text); break;
            case NixPath p: _output.Append(p.Path); break;
            case AttrSet set: AppendSet(set, depth); break;
            case NixList list: AppendList(value, list, depth); break;
            case Function function: AppendFunction(function); break;
        }
    }

    private void AppendString(string text)
    {
        LimitWatch.Grow(EvalSite.None, _output, text.Length);
        if (!_limited || text.Length <= LongestStringInErrors)
        {
            NixSyntax.AppendString(_output, text);
            return;
        }

        _output.Append('"');
        NixSyntax.AppendEscaped(_output, text.AsSpan(0, LongestStringInErrors));
        _output.Append("\" ");
        AppendElided(text.Length - LongestStringInErrors, "byte");
    }

    private void AppendSet(AttrSet set, int depth)
    {
        if (!_repeated.Add(set))
        {
            _output.Append(PrintMarks.Repeated);
            return;
        }

        if (_limited && depth >= MostInErrors)
        {
            _output.Append("{ ... }");
            return;
        }

        _output.Append('{');
        int[] order = _limited ? TypeFirst(set) : set.Shape.ByName;
        for (int i = 0; i < order.Length; i++)
        {
            _output.Append(' ');
            if (_limited && _attributes >= MostInErrors)
            {
                AppendElided(order.Length - i, "attribute");
                break;
            }

            NixSyntax.AppendName(_output, set.Shape.Names[order[i]].Text);
            _output.Append(" = ");
            Append(set.Values[order[i]], depth + 1);
            _output.Append(';');
            _attributes++;
        }

        _output.Append(" }");
    }

    /// <summary>The attributes by name, but those that tell what the set is in front.</summary>
    private static int[] TypeFirst(AttrSet set)
    {
        int[] order = set.Shape.ByName, result = new int[order.Length];
        int next = 0;
        foreach (int index in order)
        {
            if (set.Shape.Names[index].Text is "type" or "_type") result[next++] = index;
        }

        foreach (int index in order)
        {
            if (set.Shape.Names[index].Text is not ("type" or "_type")) result[next++] = index;
        }

        return result;
    }

    private void AppendList(Value holder, NixList list, int depth)
    {
        if (list.Count > 0 && !_repeated.Add(holder, list))
        {
            _output.Append(PrintMarks.Repeated);
            return;
        }

        if (_limited && depth >= MostInErrors)
        {
            _output.Append("[ ... ]");
            return;
        }

        _output.Append('[');
        for (int i = 0; i < list.Count; i++)
        {
            _output.Append(' ');
            if (_limited && _items >= MostInErrors)
            {
                AppendElided(list.Count - i, "item");
                break;
            }

            Append(list[i], depth + 1);
            _items++;
        }

        _output.Append(" ]");
    }

    private void AppendFunction(Function function)
    {
        _output.Append(PrintMarks.Open);
        switch (function)
        {
            case Closure closure:
                _output.Append("lambda ");
                if (closure.Name.IsDefined) _output.Append(closure.Name.Text).Append(' ');
                _output.Append("@ ").Append(closure.Position);
                break;
            case Builtin builtin:
                _output.Append(builtin.IsLambda ? "lambda " : "primop ").Append(builtin.Name);
                break;
            case PartialBuiltin { Builtin: var builtin }:
                _output.Append(builtin.IsLambda ? "lambda " : "partially applied primop ").Append(builtin.Name);
                break;
            default:
                _output.Append("lambda");
                break;
        }

        _output.Append(PrintMarks.Close);
    }

    private void AppendElided(int count, string what)
    {
        _output.Append(PrintMarks.Open).Append(count.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(what);
        if (count != 1) _output.Append('s');
        _output.Append(" elided").Append(PrintMarks.Close);
    }
}
