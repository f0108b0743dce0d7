namespace NixOci.Fuzzing;

/// <summary>Pieces of text that the language gives a meaning.</summary>
internal static class LanguagePieces
{
    /// <summary>The pieces, as byte text.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "a", "b", "x", "or", "1", "0", "-1", "1.5", ".5", "1e9", "9223372036854775807", "-9223372036854775808", "\"", "\"s\"", "''", "''s''",
        "''$", "$", "$$", "\\", "\\${", "${", "}", "./p", "./.", "/", "~/p", "<s>", "x:y", "if ", "then ", "else ", "assert ", "with ", "let ",
        "in ", "rec ", "inherit ", "inherit (a) ", "==", "!=", "&&", "||", "->", "...", "<", ">", "<=", ">=", "//", "+", "-", "*", "/", "++",
        "?", ":", "@", ";", "!", ".", "(", ")", "{", "[", "]", "=", ",", "|>", "<|", "^", "#", "/*", "*/", "\n", "\r", "\r\n", "\t", "\0",
        "\u0080", "\u00ff", "\u00c3\u00a9", "true ", "false ", "null ", "builtins.", "map ", "toString ", "__curPos ", "__functor", "__toString",
        "__overrides", "outPath", "type", "\"derivation\"", "x: ", "{ a, b ? 1, ... }@c: ", "f x", "[ 1 2 3 ]", "{ a = 1; }", "abort ", "throw ",
        "builtins.foldl' ", "builtins.genList ", "builtins.sort ", "builtins.match ", "builtins.split ", "builtins.fromJSON ", "builtins.toJSON ",
        "builtins.fromTOML ", "builtins.tryEval ", "builtins.deepSeq ", "builtins.genericClosure ", "builtins.replaceStrings ",
        "builtins.substring ", "builtins.listToAttrs ", "builtins.mapAttrs ", "builtins.zipAttrsWith ", "builtins.groupBy ", "derivation ",
    ];
}
