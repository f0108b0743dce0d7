using CsCheck;

namespace NixOci.Fuzzing;

/// <summary>
/// Generates texts that are expressions, all kinds of them, in many ways of writing: other spaces, comments and
/// quotes, superfluous parentheses. Left out is what printing loses; see <see cref="SyntaxShape.IsPrintedAsWritten"/>.
/// </summary>
public static class Expressions
{
    private const int Deepest = 5;

    private static readonly Gen<string> Names = Gen.OneOfConst(
        "a", "b", "x", "foo", "foo'", "a-b", "_", "_1", "__sub", "__curPos", "builtins", "true", "null", "orElse", "iff");

    // Neither a name nor a number may touch what follows it.
    private static readonly Gen<string> Space = Gen.OneOfConst(" ", "  ", "\n", "\t", " /* … */ ", " # and so on\n", "\r\n");

    private static readonly Gen<string> Plain = Gen.OneOfConst(
        "", "a", "a b", "é", "$", "$$", "a$", "\\n", "\\\"", "\\\\", "\\${", "\\t\\r", "''", "#", "/*", "<", "\n  indented\n    more\n  ", "{ }", ";");

    private static readonly Gen<string> IndentedPlain = Gen.OneOfConst(
        "", "a", " a", "\n  a\n   b\n  ", "\"", "$", "''$", "''${", "'''", "''\\n", "\\", "\n\tx\n", "' ", "\n\n  \n");

    private static readonly Gen<string> Atoms = Gen.OneOf(
        Names,
        Gen.OneOfConst("0", "1", "42", "007", "9223372036854775807"),
        Gen.OneOfConst("./a", "../b/c", "/etc/x", "a/b", "~/x", "<nixpkgs>", "<nixpkgs/lib>", "x:y", "https://example.org/a?b=c&d=%20"),
        Plain.Select(static s => $"\"{s}\""),
        IndentedPlain.Select(static s => $"''{s}''"),
        Gen.OneOfConst("[ ]", "{ }", "rec { }"));

    /// <summary>Expressions, as byte text.</summary>
    public static Gen<string> Texts { get; } = Of(Deepest).Select(Language.Source.ByteText.FromUnicode);

    private static Gen<string> Of(int depth)
    {
        if (depth == 0) return Atoms;
        Gen<string> inner = Of(depth - 1);
        Gen<string> simple = Gen.Frequency((3, Atoms), (1, inner.Select(static e => $"({e})")), (1, Strings(inner)), (1, Sets(inner)), (1, Lists(inner)));
        return Gen.Frequency(
            (2, simple),
            (2, Operations(simple)),
            (2, Gen.Select(simple, Space, simple, static (f, s, x) => f + s + x)),
            (1, Gen.Select(simple, Space, simple, Space, simple, static (f, s, x, t, y) => f + s + x + t + y)),
            (2, Selections(simple)),
            (2, Functions(inner)),
            (2, Constructs(inner)));
    }

    private static Gen<string> Strings(Gen<string> inner)
    {
        Gen<string> hole = inner.Select(static e => $"${{{e}}}");
        return Gen.OneOf(
            Gen.Select(Plain, hole, Plain, static (a, h, b) => $"\"{(a.EndsWith('$') ? "" : a)}{h}{b}\""),
            Gen.Select(hole, hole, static (g, h) => $"\"{g}{h}\""),
            Gen.Select(hole, IndentedPlain, static (h, b) => $"''\n  {h}{b}''"),
            hole.Select(static h => $"./a{h}/b"));
    }

    private static Gen<string> Lists(Gen<string> inner)
        => inner.Select(static e => $"({e})").Array[0, 4].Select(static items => $"[ {string.Join(' ', items)}]");

    private static Gen<string> Sets(Gen<string> inner)
    {
        // Names are numbered, so that no attribute is defined twice.
        Gen<Func<int, string>> binding = Gen.OneOf(
            inner.Select(static e => (Func<int, string>)(i => $"n{i} = {e};")),
            inner.Select(static e => (Func<int, string>)(i => $"n{i}.\"b c\".d = {e}; n{i}.e = 1;")),
            inner.Select(static e => (Func<int, string>)(i => $"\"q {i}\" = {e};")),
            Gen.Select(inner, inner, static (k, e) => (Func<int, string>)(i => $"${{({k}) + \"{i}\"}} = {e};")),
            Gen.Select(Names, inner, static (k, e) => (Func<int, string>)(_ => $"\"${{{k}}}\".x = {e};")),
            inner.Select(static e => (Func<int, string>)(i => $"${{\"d {i}\"}} = {e};")),
            Gen.Const<Func<int, string>>(static i => $"inherit i{i} j{i};"),
            inner.Select(static e => (Func<int, string>)(i => $"inherit ({e}) f{i} \"g {i}\";")));
        return Gen.Select(Gen.Bool, binding.Array[1, 4], static (isRecursive, bindings)
            => $"{(isRecursive ? "rec " : "")}{{{string.Concat(bindings.Select(static (b, i) => " " + b(i)))} }}");
    }

    private static Gen<string> Operations(Gen<string> operand)
    {
        Gen<string> op = Gen.OneOfConst("+", "-", "*", "/", "++", "//", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "->");

        // Comparisons do not associate: the operands of every operator are in parentheses, or simple.
        return Gen.OneOf(
            Gen.Select(operand, Space, op, Space, operand, static (a, s, o, t, b) => a + s + o + t + b),
            Gen.Select(operand, operand, operand, static (a, b, c) => $"{a} + {b} + {c}"),
            Gen.Select(operand, operand, operand, static (a, b, c) => $"{a} + {b} * {c}"),
            Gen.Select(operand, operand, operand, static (a, b, c) => $"{a} ++ {b} ++ {c} == [ ]"),
            Gen.Select(operand, Names, static (a, n) => $"{a} ? {n}.\"x y\""),
            operand.Select(static a => $"! {a}"),
            operand.Select(static a => $"- {a}"));
    }

    private static Gen<string> Selections(Gen<string> simple) => Gen.OneOf(
        Gen.Select(simple, Names, static (e, n) => $"({e}).{n}"),
        Gen.Select(simple, Names, simple, static (e, n, d) => $"({e}).{n} or {d}"),
        Gen.Select(simple, simple, static (e, n) => $"({e}).a.${{{n}}}.\"q r\""));

    // The comma stands apart, because it may also be part of a URI.
    private static Gen<string> Functions(Gen<string> inner) => Gen.OneOf(
        Gen.Select(Names, inner, static (n, e) => $"{n}: {e}"),
        inner.Select(static e => $"{{ }}: {e}"),
        Gen.Select(inner, inner, static (d, e) => $"{{ p, q ? {d} , r }}: {e}"),
        Gen.Select(inner, inner, static (d, e) => $"all@{{ z, q ? {d} , ... }}: {e}"),
        inner.Select(static e => $"{{ ... }} @ all: {e}"));

    private static Gen<string> Constructs(Gen<string> inner) => Gen.OneOf(
        Gen.Select(inner, inner, inner, static (c, t, e) => $"if {c} then {t} else {e}"),
        Gen.Select(inner, inner, static (s, e) => $"with {s}; {e}"),
        Gen.Select(inner, inner, static (s, e) => $"let v = {s}; w.x = v; in {e}"),
        Gen.Select(inner, inner, static (s, e) => $"let inherit ({s}) v; inherit w; in {e}"),
        inner.Select(static e => $"let {{ body = {e}; }}"));
}
