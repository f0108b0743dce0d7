namespace NixOci.Language.Store;

/// <summary>
/// Nix's own base 32: digits and lower-case letters without <c>e</c>, <c>o</c>, <c>t</c> and <c>u</c>, the last bits first.
/// </summary>
public static class NixBase32
{
    private const string Digits = "0123456789abcdfghijklmnpqrsvwxyz";

    /// <summary>How many characters a number of bytes takes.</summary>
    public static int EncodedLength(int bytes) => bytes == 0 ? 0 : ((bytes * 8) - 1) / 5 + 1;

    /// <summary>Bytes as text.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[EncodedLength(bytes.Length)];
        for (int i = 0; i < text.Length; i++)
        {
            int bit = (text.Length - 1 - i) * 5;
            int index = bit / 8, shift = bit % 8;
            int value = bytes[index] >> shift;
            if (index + 1 < bytes.Length) value |= bytes[index + 1] << (8 - shift);
            text[i] = Digits[value & 31];
        }

        return new string(text);
    }

    /// <summary>Text as bytes; false where a character is no digit or the number is too large for the bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        if (text.Length != EncodedLength(bytes.Length)) return false;
        for (int n = 0; n < text.Length; n++)
        {
            int digit = Digits.IndexOf(text[text.Length - 1 - n], StringComparison.Ordinal);
            if (digit < 0) return false;
            int bit = n * 5;
            int index = bit / 8, shift = bit % 8;
            bytes[index] |= (byte)(digit << shift);
            int rest = digit >> (8 - shift);
            if (index + 1 < bytes.Length) bytes[index + 1] |= (byte)rest;
            else if (rest != 0) return false;
        }

        return true;
    }
}
