using CsCheck;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Syntax.Productions;
using NixOci.Language.Tests.Syntax.Lalr;
using Pidgin;
using Xunit;

namespace NixOci.Language.Tests.Syntax;

/// <summary>
/// Holds the parsers, which complain by hand-written lists of what could have stood where they failed, against the automaton that
/// a parser generator would make of the grammar, on the golden cases with pieces left out, repeated, exchanged and put in.
/// </summary>
public sealed class ComplaintTests
{
    private const int Unbounded = int.MaxValue;

    private static readonly BnfGrammar Grammar = BnfGrammar.Read(Path.Combine(Repository.Root, "fixtures", "language", "nix.bnf"));
    private static readonly LalrRecognizer Recognizer = new(Grammar, new LalrAutomaton(Grammar));

    private static readonly string[] Pieces =
    [
        "a", "or", "1", "1.5", "\"", "\"s\"", "''", "''s''", "./p", "~/p", "<s>", "x:y", "if", "then", "else", "assert", "with", "let", "in",
        "rec", "inherit", "==", "!=", "&&", "||", "->", "${", "...", "<", ">", "<=", ">=", "//", "+", "-", "*", "/", "++", "?", ":", "@", ";",
        "!", ".", "(", ")", "{", "}", "[", "]", "=", ",", "^", "|>", "<|",
    ];

    [Fact]
    public void Token_kinds_are_those_of_the_grammar_and_in_its_order()
    {
        Assert.Equal(
            Enumerable.Range(0, (int)TokenKind.Malformed).Select(i => TokenNames.Of((TokenKind)i).Replace(' ', '-')),
            Enumerable.Range(0, (int)TokenKind.Malformed).Select(i => Grammar.NameOf(i) == "invalid" ? "invalid-token" : Grammar.NameOf(i)));
    }

    [Fact]
    public void Golden_cases_are_complained_about_alike() => EvalStack.Run(() =>
    {
        foreach (GoldenCase c in GoldenCase.All) Compare(ByteText.FromUnicode(c.Expr), Unbounded);
        return 0;
    });

    [Fact]
    public void Mutated_cases_are_complained_about_alike() => Mutated(Unbounded);

    [Fact]
    public void Nesting_is_counted_alike() => Mutated(8);

    private static void Mutated(int mostSymbols)
    {
        string[] texts = [.. GoldenCase.All.Select(c => ByteText.FromUnicode(c.Expr)).Where(t => t.Length < 200)];
        Gen<string> mutated = Gen.Select(Gen.Int[0, texts.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.UInt, Gen.UInt).Array[1, 3])
            .Select((index, edits) => edits.Aggregate(texts[index], (text, edit) => Mutate(text, edit.Item1, edit.Item2, edit.Item3)));
        EvalStack.Run(() =>
        {
            mutated.Sample(text => Compare(text, mostSymbols), iter: 10_000, threads: 1);
            return 0;
        });
    }

    private static string Mutate(string text, int edit, uint where, uint what)
    {
        using TokenBuffer tokens = Lexer.Tokenize(new SourceFile("mutated", text, "/"));
        Token token = tokens.Tokens[(int)(where % (uint)tokens.Count)];
        Token other = tokens.Tokens[(int)(what % (uint)tokens.Count)];
        int start = Math.Min(token.Start, text.Length);
        int end = Math.Max(start, Math.Min(token.End, text.Length));
        string piece = edit switch
        {
            0 => "",
            1 => " " + Pieces[what % Pieces.Length] + " ",
            2 => Pieces[what % Pieces.Length],
            _ => " " + text[Math.Min(other.Start, text.Length)..Math.Max(Math.Min(other.Start, text.Length), Math.Min(other.End, text.Length))] + " ",
        };
        return where % 2 == 0 ? text[..start] + piece + text[end..] : text[..start] + piece + text[start..];
    }

    private static string Expected(TokenBuffer tokens, int mostSymbols)
    {
        if (Recognizer.Complaint(tokens.Tokens, mostSymbols) is not var (message, index)) return "accepted";
        Token token = tokens.Tokens[index];
        return message switch
        {
            "malformed" => tokens.Error!.Message,
            "memory exhausted" => message,
            _ => $"{message} at {(token.Kind == TokenKind.EndOfFile ? token.End : token.Start)}",
        };
    }

    private static void Compare(string text, int mostSymbols)
    {
        SourceFile source = new("mutated", text, "/");
        using TokenBuffer tokens = Lexer.Tokenize(source, pipeOperators: true);
        string expected = Expected(tokens, mostSymbols);
        string actual = "accepted";
        try
        {
            ParseContext context = new(source, tokens, SourceNames.Shared, "/home", mostSymbols);
            NixGrammar.Start.Parse(tokens.Tokens, context);
        }
        catch (SyntaxException e)
        {
            // What Nix's grammar does not say but its actions do is not for the automaton to find.
            if (e.Message.Contains("already defined", StringComparison.Ordinal) || e.Message.StartsWith("duplicate", StringComparison.Ordinal)
                || e.Message.StartsWith("dynamic", StringComparison.Ordinal)) return;
            actual = e.Message.StartsWith("syntax error", StringComparison.Ordinal) ? $"{e.Message} at {e.Position.Offset}" : e.Message;
        }

        // The parsers count what encloses an expression, but not the last few symbols of the production that is nested deepest.
        if (expected == actual || (mostSymbols != Unbounded && Expected(tokens, mostSymbols + 4) == actual)) return;
        Assert.Fail($"{text}\n  the automaton: {expected}\n  the parsers:   {actual}");
    }
}
