using System.Runtime.CompilerServices;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// What host code does with values: force them to a type, apply them. The <c>context</c> argument says what for
/// (<c>while evaluating the first argument passed to builtins.head</c>) and becomes a step of the error's trace.
/// </summary>
public static class ValueOperations
{
    private static readonly Symbol Functor = "__functor";

    /// <summary>Forces to an integer.</summary>
    public static long ForceInt(this Value value, EvalSite? site = null, string context = "")
        => (value as NixInt ?? ForceTo<NixInt>(value, ValueKind.Int, "an integer", site, context)).Value;

    /// <summary>Forces to an integer or a float, as a float.</summary>
    public static double ForceFloat(this Value value, EvalSite? site = null, string context = "")
        => Traced(value, site, context) switch
        {
            NixInt i => i.Value,
            NixFloat f => f.Value,
            AttrSet unknown when Converted(unknown, ValueKind.Float, site) is NixFloat f => f.Value,
            Value other => throw TypeError("a float", other, site, context),
        };

    /// <summary>Forces to a Boolean.</summary>
    public static bool ForceBool(this Value value, EvalSite? site = null, string context = "")
        => (value as NixBool ?? ForceTo<NixBool>(value, ValueKind.Bool, "a Boolean", site, context)).Value;

    /// <summary>Forces to a string, keeping its context.</summary>
    public static NixString ForceString(this Value value, EvalSite? site = null, string context = "")
        => value as NixString ?? ForceTo<NixString>(value, ValueKind.String, "a string", site, context);

    /// <summary>Forces to a string that may not refer to store objects, such as an attribute name.</summary>
    public static string ForceStringNoContext(this Value value, EvalSite? site = null, string context = "")
    {
        NixString text = value.ForceString(site, context);
        if (text.HasContext)
        {
            EvalException error = new(
                $"the string '{text.Text}' is not allowed to refer to a store path (such as '{ContextElementText(text)}')");
            if (context.Length > 0) error.AddTrace(site?.Position ?? default, context);
            throw error;
        }

        return text.Text;
    }

    /// <summary>Forces to a list.</summary>
    public static NixList ForceList(this Value value, EvalSite? site = null, string context = "")
        => value as NixList ?? ForceTo<NixList>(value, ValueKind.List, "a list", site, context);

    /// <summary>Forces to an attribute set.</summary>
    public static AttrSet ForceAttrs(this Value value, EvalSite? site = null, string context = "")
        => value as AttrSet ?? ForceTo<AttrSet>(value, ValueKind.Attrs, "a set", site, context);

    /// <summary>Forces to something that can be called: a function, or a set with <c>__functor</c>.</summary>
    public static Value ForceFunction(this Value value, EvalSite? site = null, string context = "")
    {
        Value forced = Traced(value, site, context);
        return forced is Function || (forced is AttrSet set && set.Has(Functor))
            ? forced
            : Converted(forced, ValueKind.Function, site) ?? throw TypeError("a function", forced, site, context);
    }

    /// <summary>Applies to an argument; the result is in weak head normal form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Call(this Value value, EvalSite site, Value argument)
        => value.Force(site) is Function function ? function.Call(site, argument) : CallOther(value.Force(site), site, argument);

    /// <summary>Applies to two arguments.</summary>
    public static Value Call(this Value value, EvalSite site, Value first, Value second)
        => value.Force(site) is Function function ? function.Call(site, first, second)
            : CallOther(value.Force(site), site, first).Call(site, second);

    /// <summary>Applies to an argument, from host code.</summary>
    public static Value Call(this Value value, Value argument) => Call(value, EvalSite.None, argument);

    /// <summary>Applies to two arguments, from host code.</summary>
    public static Value Call(this Value value, Value first, Value second) => Call(value, EvalSite.None, first, second);

    /// <summary>Whether the forced value can be called.</summary>
    public static bool IsCallable(this Value value)
        => value is Function || (value is AttrSet set && set.Has(Functor));

    /// <summary>The error for a value of the wrong type.</summary>
    /// <param name="expected">The wanted type with its article, for example <c>a list</c>.</param>
    /// <param name="found">The forced value.</param>
    /// <param name="site">Where it was needed.</param>
    /// <param name="context">What for; may be empty.</param>
    public static TypeException TypeError(string expected, Value found, EvalSite? site = null, string context = "")
    {
        // Nix gives no position to the errors about sets and lists.
        Position position = expected is "a set" or "a list" ? default : site?.Position ?? default;
        TypeException error = new(
            $"expected {expected} but found {ValueTypes.Describe(found)}: {ErrorValuePrinter.Print(found)}", position);
        if (context.Length > 0) error.AddTrace(site?.Position ?? default, context);
        return error;
    }

    /// <summary>A set that stands for an unknown value as one of another type; null for all other values.</summary>
    internal static Value? Converted(Value forced, ValueKind wanted, EvalSite? site)
        => (forced as AttrSet)?.Resolver?.ConvertTo(wanted, site?.Position ?? default);

    private static T ForceTo<T>(Value value, ValueKind kind, string expected, EvalSite? site, string context)
        where T : Value
    {
        Value forced = Traced(value, site, context);
        return forced as T ?? Converted(forced, kind, site) as T ?? throw TypeError(expected, forced, site, context);
    }

    private static Value Traced(Value value, EvalSite? site, string context)
    {
        if (value is not Thunk) return value;
        if (context.Length == 0) return value.Force(site ?? EvalSite.None);
        try
        {
            return value.Force(site ?? EvalSite.None);
        }
        catch (NixException e) when (Tracing.Step(e, site?.Position ?? default, context))
        {
            throw;
        }
    }

    private static Value CallOther(Value callee, EvalSite site, Value argument)
    {
        if (callee is AttrSet set && set.TryGet(Functor, out Value? functor))
        {
            // The set itself goes in first, so that a functor can read its own attributes.
            EvalSite definition = new PositionSite(set.PositionOf(Functor));
            CallStack.Push(site);
            EvalStack.EnsureSpace(site);
            try
            {
                Value called = functor.Call(definition, set, argument);
                CallStack.Pop();
                return called;
            }
            catch (NixException e) when (
                Tracing.Step(e, site.Position, "while calling a functor (an attribute set with a '__functor' attribute)"))
            {
                throw;
            }
        }

        if ((callee as AttrSet)?.Resolver?.Call(argument, site.Position) is { } result) return result;
        throw new TypeException(
            $"attempt to call something which is not a function but {ValueTypes.Describe(callee)}: {ErrorValuePrinter.Print(callee)}",
            site.Position);
    }

    /// <summary>An element as Nix keeps it: without the store's directory.</summary>
    private static string ContextElementText(NixString text)
        => text.Context.Elements[0].Replace(StorePaths.StoreDirectory + "/", "", StringComparison.Ordinal);
}
