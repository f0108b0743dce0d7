using CsCheck;

namespace NixOci.Fuzzing;

/// <summary>Generates inputs: seeds with bytes changed, pieces put in, left out, repeated, exchanged or taken from another seed.</summary>
public static class Mutations
{
    private const int LongestInput = 4_000;
    private const int MostRepetitions = 300;

    private static readonly string[] Pieces =
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

    private static readonly Gen<Edit> Edits = Gen.Select(Gen.Int[0, 9], Gen.UInt, Gen.UInt, Gen.UInt, static (kind, a, b, c) => new Edit(kind, a, b, c));

    /// <summary>Inputs, as byte text.</summary>
    public static Gen<string> Of(IReadOnlyList<string> seeds)
        => Gen.Select(Gen.Int[0, seeds.Count - 1], Edits.Array[1, 6], (index, edits) =>
        {
            string text = seeds[index];
            foreach (Edit edit in edits) text = edit.Apply(text, seeds);
            return text.Length <= LongestInput ? text : text[..LongestInput];
        });

    private readonly record struct Edit(int Kind, uint A, uint B, uint C)
    {
        public string Apply(string text, IReadOnlyList<string> seeds)
        {
            int at = (int)(A % (uint)(text.Length + 1));
            int length = (int)Math.Min(1 + (B % 24), (uint)(text.Length - at));
            string piece = Pieces[C % Pieces.Length];
            return Kind switch
            {
                0 => Splice(text, at, Math.Min(1, length), ((char)(B & 0xff)).ToString()),
                1 => Splice(text, at, Math.Min(1, length), length == 0 ? "" : ((char)(text[at] ^ (1 << (int)(B % 8)))).ToString()),
                2 => Splice(text, at, length, ""),
                3 or 4 => Splice(text, at, 0, piece),
                5 => Splice(text, at, length, piece),
                6 => Splice(text, (int)(C % (uint)(text.Length + 1)), 0, text.Substring(at, length)),
                7 => Splice(text, at, 0, FromOther(seeds[(int)(B % (uint)seeds.Count)])),
                8 when C % 8 == 0 => Splice(text, at, 0, Repeat(piece)),
                8 => string.Concat(piece, "(", text, ")"),
                _ => text[..at],
            };
        }

        private string FromOther(string other)
        {
            int start = (int)(C % (uint)(other.Length + 1));
            return other.Substring(start, (int)Math.Min(A % 64, (uint)(other.Length - start)));
        }

        private string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, (int)(B % MostRepetitions)));

        private static string Splice(string text, int at, int length, string replacement)
            => string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + length));
    }
}
