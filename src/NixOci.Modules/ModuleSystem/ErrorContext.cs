using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// What <c>builtins.addErrorContext</c> does: a step of the way to an error. The methods are exception filters that never
/// handle, so that nothing is unwound for the sake of a message.
/// </summary>
internal static class ErrorContext
{
    /// <summary>A value whose evaluation is described by a text in the trace of an error.</summary>
    public static Value Around(Value value, Func<string> text)
    {
        if (value is not Thunk { IsEvaluated: false }) return value;
        return new Thunk(() =>
        {
            try
            {
                return value.Force();
            }
            catch (EvalException e) when (Note(e, text()))
            {
                throw;
            }
        });
    }

    /// <summary>An argument of a module, whose evaluation is described in the trace of an error.</summary>
    public static Value AroundArgument(ModuleContext context, Value value, Symbol name, Value key)
        => value is Thunk { IsEvaluated: false } ? new Thunk(new ModuleArgument(context, value, name, key)) : value;

    public static bool Note(EvalException error, string text)
    {
        error.AddTrace(default, text);
        return false;
    }

    /// <summary>An argument of a module that is not evaluated yet.</summary>
    internal sealed class ModuleArgument(ModuleContext context, Value value, Symbol name, Value key) : DeferredValue
    {
        /// <summary>The argument itself.</summary>
        public Value Value { get; } = value;

        protected override Value Compute()
        {
            try
            {
                return Value.Force();
            }
            catch (EvalException e) when (Note(e, $"while evaluating the module argument `{name.Text}' in \"{context.Interpolate(key)}\":"))
            {
                throw;
            }
        }
    }

    public static bool EvaluatingOption(EvalException error, Location location)
        => Note(error, $"while evaluating the option `{location.Show()}':");

    public static bool EvaluatingDefinitions(EvalException error, Value file)
        => Note(error, $"while evaluating definitions from `{file.ForceString().Text}':");
}
