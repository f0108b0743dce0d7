using System.Globalization;
using System.Text;

namespace NixOci.Language.Printing;

/// <summary>
/// Floats as nlohmann's JSON library writes them: the digits of the Grisu2 algorithm, which are nearly always but not always
/// the fewest possible, as a plain number up to fifteen digits before the point and with an exponent beyond.
/// </summary>
internal static class JsonFloat
{
    private const int MostDigits = 17;
    private const int LargestPlainExponent = 15;
    private const int SmallestPlainExponent = -4;

    public static void Append(StringBuilder text, double value)
    {
        if (!double.IsFinite(value))
        {
            text.Append("null");
            return;
        }

        if (double.IsNegative(value)) text.Append('-');
        if (value == 0)
        {
            text.Append("0.0");
            return;
        }

        Span<char> digits = stackalloc char[MostDigits + 1];
        int length = Grisu2.Digits(Math.Abs(value), digits, out int exponent);
        AppendFormatted(text, digits[..length], exponent);
    }

    private static void AppendFormatted(StringBuilder text, ReadOnlySpan<char> digits, int exponent)
    {
        int point = digits.Length + exponent;
        if (exponent >= 0 && point <= LargestPlainExponent)
        {
            text.Append(digits).Append('0', exponent).Append(".0");
        }
        else if (point is > 0 and <= LargestPlainExponent)
        {
            text.Append(digits[..point]).Append('.').Append(digits[point..]);
        }
        else if (point is > SmallestPlainExponent and <= 0)
        {
            text.Append("0.").Append('0', -point).Append(digits);
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1) text.Append('.').Append(digits[1..]);
            int scientific = point - 1;
            text.Append('e').Append(scientific < 0 ? '-' : '+');
            text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(scientific):00}");
        }
    }
}
