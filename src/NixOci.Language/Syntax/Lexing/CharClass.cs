namespace NixOci.Language.Syntax.Lexing;

/// <summary>The classes of bytes that the lexer tells apart.</summary>
internal static class CharClass
{
    public const byte NameStart = 1;
    public const byte Name = 2;
    public const byte Path = 4;
    public const byte Scheme = 8;
    public const byte Uri = 16;
    public const byte Digit = 32;
    public const byte Space = 64;

    private static readonly byte[] Classes = Build();

    /// <summary>Whether a byte is of one of the classes.</summary>
    public static bool Is(char c, byte classes) => c < 256 && (Classes[c] & classes) != 0;

    private static byte[] Build()
    {
        byte[] classes = new byte[256];
        for (char c = 'a'; c <= 'z'; c++) classes[c] = classes[c - 32] = NameStart | Name | Path | Scheme | Uri;
        for (char c = '0'; c <= '9'; c++) classes[c] = Name | Path | Scheme | Uri | Digit;
        Mark("_", NameStart | Name | Path | Uri);
        Mark("'", Name | Uri);
        Mark("-", Name | Path | Scheme | Uri);
        Mark(".+", Path | Scheme | Uri);
        Mark("%/?:@&=$,!~*", Uri);
        Mark(" \t\r\n", Space);
        return classes;

        void Mark(string chars, byte bits)
        {
            foreach (char c in chars) classes[c] |= bits;
        }
    }
}
