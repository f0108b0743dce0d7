using System.Globalization;

namespace NixOci.Language.Syntax.Lexing;

/// <summary>The values of number literals.</summary>
internal static class Numbers
{
    /// <summary>The value of decimal digits; false where it does not fit.</summary>
    public static bool TryInteger(ReadOnlySpan<char> digits, out long value)
    {
        long result = 0;
        foreach (char digit in digits)
        {
            int number = digit - '0';
            if (result > (long.MaxValue - number) / 10)
            {
                value = 0;
                return false;
            }

            result = (result * 10) + number;
        }

        value = result;
        return true;
    }

    /// <summary>The value of a float; false where it is too large, or so small that it loses precision.</summary>
    public static bool TryFloat(ReadOnlySpan<char> literal, out double value)
    {
        value = double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value == 0)
        {
            int exponent = literal.IndexOfAny('e', 'E');
            return (exponent < 0 ? literal : literal[..exponent]).IndexOfAnyInRange('1', '9') < 0;
        }

        return double.IsNormal(value);
    }
}
