using System.Numerics;

namespace NixOci.Language.Printing;

/// <summary>
/// Florian Loitsch's Grisu2: decimal digits of a double that read back as the same double, by arithmetic on 64 bits. It errs on
/// the side of a digit too many in about one case of a thousand, which is why no other algorithm gives the same text.
/// </summary>
internal static class Grisu2
{
    private const int SmallestPower = -300;
    private const int LargestPower = 324;
    private const int PowerStep = 8;
    private const int SmallestExponent = -60;
    private static readonly Binary?[] Powers = new Binary?[((LargestPower - SmallestPower) / PowerStep) + 1];

    /// <summary>The digits of a positive, finite number; it is that integer times ten to the exponent.</summary>
    public static int Digits(double value, Span<char> digits, out int exponent)
    {
        (Binary number, Binary lower, Binary upper) = Boundaries(value);
        Binary power = PowerFor(upper.Exponent, out int decimalPower);
        Binary scaled = number.Times(power);
        Binary low = lower.Times(power);
        Binary high = upper.Times(power);

        // The product is off by one unit at most, so the interval is taken one unit narrower on each side.
        low = low with { Fraction = low.Fraction + 1 };
        high = high with { Fraction = high.Fraction - 1 };
        exponent = -decimalPower;
        return Generate(digits, ref exponent, low, scaled, high);
    }

    private static (Binary Number, Binary Lower, Binary Upper) Boundaries(double value)
    {
        const int Bias = 1075;
        const ulong HiddenBit = 1UL << 52;
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong fraction = bits & (HiddenBit - 1);
        int biased = (int)(bits >> 52);
        Binary number = biased == 0 ? new Binary(fraction, 1 - Bias) : new Binary(fraction + HiddenBit, biased - Bias);

        // Below a power of two the neighbour is only half as far away.
        bool isPowerOfTwo = fraction == 0 && biased > 1;
        Binary upper = new Binary((2 * number.Fraction) + 1, number.Exponent - 1).Normalize();
        Binary lower = isPowerOfTwo
            ? new Binary((4 * number.Fraction) - 1, number.Exponent - 2)
            : new Binary((2 * number.Fraction) - 1, number.Exponent - 1);
        return (number.Normalize(), lower.To(upper.Exponent), upper);
    }

    private static int Generate(Span<char> digits, ref int exponent, Binary low, Binary number, Binary high)
    {
        ulong delta = high.Fraction - low.Fraction;
        ulong distance = high.Fraction - number.Fraction;
        int shift = -high.Exponent;
        ulong one = 1UL << shift;
        uint whole = (uint)(high.Fraction >> shift);
        ulong part = high.Fraction & (one - 1);
        uint power = LargestPowerOfTen(whole, out int remaining);
        int length = 0;
        while (remaining > 0)
        {
            digits[length++] = (char)('0' + (whole / power));
            whole %= power;
            remaining--;
            ulong rest = ((ulong)whole << shift) + part;
            if (rest <= delta)
            {
                exponent += remaining;
                Round(digits, length, distance, delta, rest, (ulong)power << shift);
                return length;
            }

            power /= 10;
        }

        do
        {
            part *= 10;
            digits[length++] = (char)('0' + (part >> shift));
            part &= one - 1;
            exponent--;
            delta *= 10;
            distance *= 10;
        }
        while (part > delta);
        Round(digits, length, distance, delta, part, one);
        return length;
    }

    /// <summary>Lowers the last digit while that brings the digits nearer to the number.</summary>
    private static void Round(Span<char> digits, int length, ulong distance, ulong delta, ulong rest, ulong unit)
    {
        while (rest < distance && delta - rest >= unit
            && (rest + unit < distance || distance - rest > rest + unit - distance))
        {
            digits[length - 1]--;
            rest += unit;
        }
    }

    private static uint LargestPowerOfTen(uint number, out int digits)
    {
        uint power = 1;
        digits = 1;
        while (number / power >= 10)
        {
            power *= 10;
            digits++;
        }

        return power;
    }

    /// <summary>A power of ten that brings a number of some binary exponent into the range where digits are generated.</summary>
    private static Binary PowerFor(int exponent, out int decimalPower)
    {
        int wanted = SmallestExponent - exponent - 1;
        int decimalExponent = ((wanted * 78913) / (1 << 18)) + (wanted > 0 ? 1 : 0);
        int index = (-SmallestPower + decimalExponent + PowerStep - 1) / PowerStep;
        decimalPower = SmallestPower + (index * PowerStep);
        return Powers[index] ??= Binary.PowerOfTen(decimalPower);
    }

    /// <summary>A fraction of 64 bits times two to the exponent.</summary>
    private sealed record Binary(ulong Fraction, int Exponent)
    {
        public Binary Normalize() => To(Exponent - BitOperations.LeadingZeroCount(Fraction));

        public Binary To(int exponent) => new(Fraction << (Exponent - exponent), exponent);

        public Binary Times(Binary other)
        {
            UInt128 product = ((UInt128)Fraction * other.Fraction) + (1UL << 63);
            return new Binary((ulong)(product >> 64), Exponent + other.Exponent + 64);
        }

        public static Binary PowerOfTen(int power)
        {
            // 64 bits of ten to the power, rounded to the nearest.
            BigInteger ten = BigInteger.Pow(10, Math.Abs(power));
            int length = (int)ten.GetBitLength();
            if (power < 0)
            {
                int scale = length + 64;
                BigInteger quotient = (BigInteger.One << scale) / ten;
                return Round(quotient, -scale);
            }

            return Round(ten, 0);
        }

        private static Binary Round(BigInteger number, int exponent)
        {
            int excess = (int)number.GetBitLength() - 64;
            if (excess <= 0) return new Binary((ulong)number << -excess, exponent + excess);
            BigInteger rounded = (number + (BigInteger.One << (excess - 1))) >> excess;
            return rounded.GetBitLength() > 64
                ? new Binary((ulong)(rounded >> 1), exponent + excess + 1)
                : new Binary((ulong)rounded, exponent + excess);
        }
    }
}
