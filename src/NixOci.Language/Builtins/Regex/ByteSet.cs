namespace NixOci.Language.Builtins.Regex;

/// <summary>A set of bytes.</summary>
internal sealed class ByteSet
{
    private readonly ulong[] _bits = new ulong[4];

    /// <summary>What <c>.</c> matches: every byte but NUL, line ends too.</summary>
    public static ByteSet AnyButNul { get; } = CreateAnyButNul();

    public bool Contains(char b) => (_bits[(b >> 6) & 3] >> (b & 63) & 1) != 0;

    public void Add(char b) => _bits[b >> 6] |= 1UL << (b & 63);

    /// <summary>Adds a range. Bytes are compared as signed, as C's <c>char</c> is on most machines: 0x80 comes before 0x00.</summary>
    /// <returns>Whether the range is one: not, where the first byte is above the last.</returns>
    public bool TryAddRange(char first, char last)
    {
        if ((sbyte)first > (sbyte)last) return false;
        for (int b = (sbyte)first; b <= (sbyte)last; b++) Add((char)(byte)b);
        return true;
    }

    public void Add(ByteSet other)
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] |= other._bits[i];
    }

    public void Invert()
    {
        for (int i = 0; i < _bits.Length; i++) _bits[i] = ~_bits[i];
    }

    private static ByteSet CreateAnyButNul()
    {
        ByteSet set = new();
        set.Add('\0');
        set.Invert();
        return set;
    }
}
