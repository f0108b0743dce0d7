using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins about the course of evaluation: what is forced, what fails, what is told about it.</summary>
/// <param name="interpreter">Where messages go, and how values become strings.</param>
internal sealed class ControlBuiltins(Interpreter interpreter)
{
    private const string WarningLabel = "evaluation warning: ";
    private static readonly AttrTemplate TryResult = new("success", "value");

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        ControlBuiltins control = new(interpreter);
        table.Add("throw", control.Throw);
        table.Add("abort", control.Abort);
        table.Add("__tryEval", Try);
        table.Add("__seq", static (site, first, second) => Then(site, first.Force(site), second));
        table.Add("__deepSeq", static (site, first, second) => Then(site, DeepForce.Run(first), second));
        table.Add("__trace", control.Trace);
        table.Add("__traceVerbose", static (site, first, second) => second.Force(site));
        table.Add("__warn", control.Warn);
        table.Add("break", static (site, value) => value.Force(site));
        table.AddValue("__addErrorContext", new Builtin("addErrorContext", control.AddContext) { IsTraced = false });
    }

    private static Value Then(EvalSite site, Value first, Value second)
    {
        _ = first;
        return second.Force(site);
    }

    private Value Throw(EvalSite site, Value message)
        => throw new ThrownException(interpreter.Coercion.ToNixString(
            site, message, CoercionMode.CopyToStore, "while evaluating the error message passed to builtin.throw").Text);

    private Value Abort(EvalSite site, Value message)
        => throw new AbortException(interpreter.Coercion.ToNixString(
            site, message, CoercionMode.CopyToStore, "while evaluating the error message passed to builtins.abort").Text);

    private static Value Try(EvalSite site, Value value)
    {
        int depth = CallStack.Depth;
        try
        {
            value.Force(site);
        }
        catch (AssertionException)
        {
            // What failed left its calls counted.
            CallStack.Depth = depth;
            return TryResult.Create(NixBool.False, NixBool.False);
        }

        return TryResult.Create(NixBool.True, value);
    }

    private Value Trace(EvalSite site, Value message, Value value)
    {
        string text = message.Force(site) is NixString plain ? plain.Text : ErrorValuePrinter.PrintUnlimited(message);
        interpreter.Options.Messages.WriteLine("trace: " + ByteText.ToUnicode(text));
        return value.Force(site);
    }

    private Value Warn(EvalSite site, Value message, Value value)
    {
        string text = message.ForceString(site, "while evaluating the first argument; the message passed to builtins.warn").Text;
        string aligned = text.Replace("\n", "\n" + new string(' ', WarningLabel.Length), StringComparison.Ordinal);
        interpreter.Options.Messages.WriteLine(WarningLabel + ByteText.ToUnicode(aligned));
        return value.Force(site);
    }

    private Value AddContext(EvalSite site, Value context, Value value)
    {
        try
        {
            return value.Force(site);
        }
        catch (NixException e)
        {
            // The text is evaluated only now; where that fails, its error is the one that counts.
            e.AddTrace(default, interpreter.Coercion.ToNixString(
                site, context, CoercionMode.None, "while evaluating the error message passed to builtins.addErrorContext").Text);
            throw;
        }
    }
}
