using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>
/// Prints values as <c>nix-instantiate --eval</c> does. Nothing is evaluated for it: to see what is inside, evaluate deeply first.
/// </summary>
public sealed class ValuePrinter
{
    private readonly StringBuilder _output = new();
    private readonly RepeatedValues _repeated = new();

    private ValuePrinter()
    {
    }

    /// <summary>The value on one line, as byte text.</summary>
    public static string Print(Value value)
    {
        ValuePrinter printer = new();
        if (value is Closure function) function.IsUnread = false;
        printer.Append(value);
        return printer._output.ToString();
    }

    private void Append(Value value)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        if (value.Kind == ValueKind.Thunk)
        {
            _output.Append(value is Thunk { IsBeingEvaluated: true } ? PrintMarks.BeingEvaluated : "<CODE>");
            return;
        }

        switch (value.Force())
        {
            case Closure { IsUnread: true }: _output.Append("<CODE>"); break;
            case NixInt i: _output.Append(i.Value.ToString(CultureInfo.InvariantCulture)); break;
            case NixFloat f: _output.Append(FloatText.General(f.Value)); break;
            case NixBool b: _output.Append(b.Value ? "true" : "false"); break;
            case NixNull: _output.Append("null"); break;
            case NixString s:
                LimitWatch.Grow(EvalSite.None, _output, s.Text.Length);
                NixSyntax.AppendString(_output, s.Text);
                break;
            case NixPath p: _output.Append(p.Path); break;
            case AttrSet set: AppendSet(set); break;
            case NixList list: AppendList(value, list); break;
            case Builtin { IsLambda: false }: _output.Append("<PRIMOP>"); break;
            case PartialBuiltin { Builtin.IsLambda: false }: _output.Append("<PRIMOP-APP>"); break;
            default: _output.Append("<LAMBDA>"); break;
        }
    }

    private void AppendSet(AttrSet set)
    {
        if (set.Count > 0 && !_repeated.Add(set))
        {
            _output.Append(PrintMarks.Repeated);
            return;
        }

        _output.Append("{ ");
        foreach ((Symbol name, Value value) in set.ByName)
        {
            NixSyntax.AppendName(_output, name.Text);
            _output.Append(" = ");
            Append(value);
            _output.Append("; ");
        }

        _output.Append('}');
    }

    private void AppendList(Value holder, NixList list)
    {
        if (list.Count > 0 && !_repeated.Add(holder, list))
        {
            _output.Append(PrintMarks.Repeated);
            return;
        }

        _output.Append("[ ");
        foreach (Value item in list.Items)
        {
            Append(item);
            _output.Append(' ');
        }

        _output.Append(']');
    }
}
