using CsCheck;

namespace NixOci.Fuzzing;

/// <summary>A change of a text: which, and the numbers that say where and how.</summary>
/// <param name="Kind">Which.</param>
/// <param name="A">A number.</param>
/// <param name="B">A number.</param>
/// <param name="C">A number.</param>
internal readonly record struct Edit(int Kind, uint A, uint B, uint C)
{
    /// <summary>One of a list.</summary>
    public static T Pick<T>(IReadOnlyList<T> list, uint number) => list[(int)(number % (uint)list.Count)];
}

/// <summary>A text of a given kind as something that can be changed with regard to what it means.</summary>
/// <param name="text">The text, as byte text.</param>
/// <param name="edit">The change.</param>
internal delegate string StructuralEdit(string text, Edit edit);

/// <summary>Generates inputs: seeds with bytes changed, pieces put in, left out, repeated, exchanged or taken from another seed.</summary>
internal static class Mutations
{
    /// <summary>How many kinds of changes each number for a kind tells apart.</summary>
    public const int Kinds = 60;

    private const int KindsOfBytes = 10;
    private const int LongestInput = 4_000;
    private const int MostRepetitions = 300;

    // Of the changes of texts whose structure is known, one of this many is blind to it.
    private const int BlindShare = 5;

    private static readonly Gen<Edit> Edits = Gen.Select(
        Gen.Int[0, Kinds - 1], Gen.UInt, Gen.UInt, Gen.UInt, static (kind, a, b, c) => new Edit(kind, a, b, c));

    /// <summary>Inputs, as byte text.</summary>
    /// <param name="seeds">What they are made of.</param>
    /// <param name="pieces">Pieces that are put into them.</param>
    /// <param name="structural">Changes with regard to the structure; null for none.</param>
    /// <param name="longest">How long they are at most.</param>
    public static Gen<string> Of(
        IReadOnlyList<string> seeds, IReadOnlyList<string> pieces, StructuralEdit? structural = null, int longest = LongestInput)
        => Gen.Select(Gen.Int[0, seeds.Count - 1], Edits.Array[1, 6], (index, edits) =>
        {
            string text = seeds[index];
            foreach (Edit edit in edits)
            {
                text = structural is null || edit.C % BlindShare == 0 ? Apply(edit, text, seeds, pieces) : structural(text, edit);
                if (text.Length > longest) text = text[..longest];
            }

            return text;
        });

    /// <summary>Changes bytes.</summary>
    public static string Apply(Edit edit, string text, IReadOnlyList<string> seeds, IReadOnlyList<string> pieces)
    {
        (_, uint a, uint b, uint c) = edit;
        int at = (int)(a % (uint)(text.Length + 1));
        int length = (int)Math.Min(1 + (b % 24), (uint)(text.Length - at));
        string piece = Edit.Pick(pieces, c);
        return (edit.Kind % KindsOfBytes) switch
        {
            0 => Splice(text, at, Math.Min(1, length), ((char)(b & 0xff)).ToString()),
            1 => Splice(text, at, Math.Min(1, length), length == 0 ? "" : ((char)(text[at] ^ (1 << (int)(b % 8)))).ToString()),
            2 => Splice(text, at, length, ""),
            3 or 4 => Splice(text, at, 0, piece),
            5 => Splice(text, at, length, piece),
            6 => Splice(text, (int)(c % (uint)(text.Length + 1)), 0, text.Substring(at, length)),
            7 => Splice(text, at, 0, FromOther(Edit.Pick(seeds, b), a, c)),
            8 when c % 8 == 0 => Splice(text, at, 0, string.Concat(Enumerable.Repeat(piece, (int)(b % MostRepetitions)))),
            8 => string.Concat(piece, "(", text, ")"),
            _ => text[..at],
        };
    }

    /// <summary>Puts a text in the place of a part of another.</summary>
    public static string Splice(string text, int at, int length, string replacement)
        => string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + length));

    private static string FromOther(string other, uint length, uint at)
    {
        int start = (int)(at % (uint)(other.Length + 1));
        return other.Substring(start, (int)Math.Min(length % 64, (uint)(other.Length - start)));
    }
}
