namespace NixOci.Language.Syntax.Lexing;

/// <summary>The names by which Nix's messages call tokens.</summary>
internal static class TokenNames
{
    private static readonly string[] Names =
    [
        "end of file", "invalid token", "ID", "STR", "IND_STR", "INT_LIT", "FLOAT_LIT", "PATH", "HPATH", "SPATH", "PATH_END", "URI",
        "IF", "THEN", "ELSE", "ASSERT", "WITH", "LET", "IN_KW", "REC", "INHERIT", "EQ", "NEQ", "AND", "OR", "IMPL", "OR_KW",
        "PIPE_FROM", "PIPE_INTO", "DOLLAR_CURLY", "IND_STRING_OPEN", "IND_STRING_CLOSE", "ELLIPSIS", "'<'", "'>'", "LEQ", "GEQ",
        "UPDATE", "'+'", "'-'", "'*'", "'/'", "CONCAT", "'?'", "':'", "'@'", "';'", "'!'", "'.'", "'\"'", "'('", "')'", "'{'",
        "'}'", "'['", "']'", "'='", "','",
    ];

    public static string Of(TokenKind kind) => Names[(int)kind];
}
