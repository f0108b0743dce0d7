namespace NixOci.Language.Syntax;

/// <summary>The classes of bytes that the lexer tells apart.</summary>
internal static class CharClasses
{
    private const byte IdentifierStart = 1;
    private const byte IdentifierPart = 2;
    private const byte PathPart = 4;
    private const byte SchemePart = 8;
    private const byte UriPart = 16;

    private static readonly byte[] Table = CreateTable();

    public static bool IsIdentifierStart(char c) => (Table[(byte)c] & IdentifierStart) != 0;

    public static bool IsIdentifierPart(char c) => (Table[(byte)c] & IdentifierPart) != 0;

    public static bool IsPathPart(char c) => (Table[(byte)c] & PathPart) != 0;

    public static bool IsSchemePart(char c) => (Table[(byte)c] & SchemePart) != 0;

    public static bool IsUriPart(char c) => (Table[(byte)c] & UriPart) != 0;

    private static byte[] CreateTable()
    {
        byte[] table = new byte[256];
        for (int c = 0; c < 128; c++)
        {
            if (char.IsAsciiLetter((char)c)) table[c] |= IdentifierStart | IdentifierPart | PathPart | SchemePart | UriPart;
            if (char.IsAsciiDigit((char)c)) table[c] |= IdentifierPart | PathPart | SchemePart | UriPart;
        }

        table['_'] |= IdentifierStart;
        foreach (char c in "_'-") table[c] |= IdentifierPart;
        foreach (char c in "._-+") table[c] |= PathPart;
        foreach (char c in "+-.") table[c] |= SchemePart;
        foreach (char c in "%/?:@&=+$,-_.!~*'") table[c] |= UriPart;
        return table;
    }
}
