using System.Globalization;

namespace NixOci.Language.Printing;

/// <summary>Floats as C and C++ write them.</summary>
public static class FloatText
{
    /// <summary>As <c>%g</c>: six significant digits, no zeros at the end, an exponent where the number is very large or small.</summary>
    public static string General(double value)
        => double.IsFinite(value)
            ? value.ToString("G6", CultureInfo.InvariantCulture).Replace('E', 'e')
            : Special(value);

    /// <summary>As <c>%f</c>: six digits after the point.</summary>
    public static string Fixed(double value)
        => double.IsFinite(value) ? value.ToString("F6", CultureInfo.InvariantCulture) : Special(value);

    private static string Special(double value)
        => (double.IsNegative(value) ? "-" : "") + (double.IsNaN(value) ? "nan" : "inf");
}
