using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>Arithmetic. The operators <c>-</c>, <c>*</c>, <c>/</c> and <c>&lt;</c> of the language are these functions.</summary>
internal static class NumberBuiltins
{
    /// <summary>The one <c>lessThan</c>, so that others can tell that they were given it.</summary>
    public static readonly Builtin LessThan = new("lessThan", static (site, first, second) =>
    {
        Value a = first.Force(site), b = second.Force(site);
        return NixBool.Of(ValueComparer.Less(site, a, b));
    });

    public static void Register(BuiltinTable table)
    {
        table.Add("__add", Add);
        table.Add("__sub", Subtract);
        table.Add("__mul", Multiply);
        table.Add("__div", Divide);
        table.AddValue("__lessThan", LessThan);
        table.Add("__bitAnd", BitAnd);
        table.Add("__bitOr", BitOr);
        table.Add("__bitXor", BitXor);
        table.Add("__ceil", Ceiling);
        table.Add("__floor", Floor);
    }

    private static Value Add(EvalSite site, Value first, Value second)
    {
        Value a = first.Force(site), b = second.Force(site);
        const string Left = "while evaluating the first argument of the addition";
        const string Right = "while evaluating the second argument of the addition";
        if (a is NixFloat || b is NixFloat) return new NixFloat(a.ForceFloat(site, Left) + b.ForceFloat(site, Right));
        long x = a.ForceInt(site, Left), y = b.ForceInt(site, Right), sum = unchecked(x + y);
        if (((x ^ sum) & (y ^ sum)) < 0) throw site.Error($"integer overflow in adding {x} + {y}");
        return NixInt.Of(sum);
    }

    private static Value Subtract(EvalSite site, Value first, Value second)
    {
        Value a = first.Force(site), b = second.Force(site);
        const string Left = "while evaluating the first argument of the subtraction";
        const string Right = "while evaluating the second argument of the subtraction";
        if (a is NixFloat || b is NixFloat) return new NixFloat(a.ForceFloat(site, Left) - b.ForceFloat(site, Right));
        long x = a.ForceInt(site, Left), y = b.ForceInt(site, Right), difference = unchecked(x - y);
        if (((x ^ y) & (x ^ difference)) < 0) throw site.Error($"integer overflow in subtracting {x} - {y}");
        return NixInt.Of(difference);
    }

    private static Value Multiply(EvalSite site, Value first, Value second)
    {
        Value a = first.Force(site), b = second.Force(site);
        const string Left = "while evaluating the first argument of the multiplication";
        const string Right = "while evaluating the second argument of the multiplication";
        if (a is NixFloat || b is NixFloat)
        {
            return new NixFloat(a.ForceFloat(site, "while evaluating the first of the multiplication") * b.ForceFloat(site, Right));
        }

        long x = a.ForceInt(site, Left), y = b.ForceInt(site, Right);
        long high = Math.BigMul(x, y, out long product);
        if (high != product >> 63) throw site.Error($"integer overflow in multiplying {x} * {y}");
        return NixInt.Of(product);
    }

    private static Value Divide(EvalSite site, Value first, Value second)
    {
        Value a = first.Force(site), b = second.Force(site);
        const string Left = "while evaluating the first operand of the division";
        const string Right = "while evaluating the second operand of the division";
        double divisor = b.ForceFloat(site, Right);
        if (divisor == 0) throw site.Error("division by zero");
        if (a is NixFloat || b is NixFloat) return new NixFloat(a.ForceFloat(site, Left) / divisor);
        long x = a.ForceInt(site, Left), y = b.ForceInt(site, Right);
        if (x == long.MinValue && y == -1) throw site.Error($"integer overflow in dividing {x} / {y}");
        return NixInt.Of(x / y);
    }

    private static Value BitAnd(EvalSite site, Value first, Value second)
        => NixInt.Of(
            first.ForceInt(site, "while evaluating the first argument passed to builtins.bitAnd")
            & second.ForceInt(site, "while evaluating the second argument passed to builtins.bitAnd"));

    private static Value BitOr(EvalSite site, Value first, Value second)
        => NixInt.Of(
            first.ForceInt(site, "while evaluating the first argument passed to builtins.bitOr")
            | second.ForceInt(site, "while evaluating the second argument passed to builtins.bitOr"));

    private static Value BitXor(EvalSite site, Value first, Value second)
        => NixInt.Of(
            first.ForceInt(site, "while evaluating the first argument passed to builtins.bitXor")
            ^ second.ForceInt(site, "while evaluating the second argument passed to builtins.bitXor"));

    private static Value Ceiling(EvalSite site, Value value)
        => NixInt.Of(ToInteger(Math.Ceiling(value.ForceFloat(site, "while evaluating the first argument passed to builtins.ceil"))));

    private static Value Floor(EvalSite site, Value value)
        => NixInt.Of(ToInteger(Math.Floor(value.ForceFloat(site, "while evaluating the first argument passed to builtins.floor"))));

    /// <summary>What is no 64-bit integer becomes the smallest one, as the x86 conversion instruction has it.</summary>
    private static long ToInteger(double value)
        => value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue;
}
