using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Syntax.Lexing;
using NixOci.TestSupport.Grammars;
using Xunit;

namespace NixOci.Language.Tests.Syntax.Ebnf;

/// <summary>What the grammar describes is what the parser accepts.</summary>
public sealed class SentencesTests
{
    private const int LongestChecked = 600;
    private static readonly EbnfRecognizer Recognizer = new(NixEbnf.Grammar, "Expr", NixEbnf.IsToken);

    /// <summary>What parses is described; what is a syntax error is not. Other errors are about names and numbers, not about grammar.</summary>
    [Fact]
    public void GoldenExpressionsAreDescribedWhereTheyParse()
    {
        List<string> wrong = [];
        int accepted = 0, refused = 0;
        EvalStack.Run(() =>
        {
            foreach (GoldenCase golden in GoldenCase.All)
            {
                Token[] tokens = NixEbnf.Tokens(golden.Source);
                if (tokens.Length > LongestChecked || tokens[^1].Kind == TokenKind.Malformed) continue;
                if (Parses(golden.Source) is not { } parses) continue;
                string[] symbols = [.. tokens[..^1].Select(token => NixEbnf.SymbolOf(token, golden.Source))];
                if (Recognizer.Accepts(symbols) != parses) wrong.Add($"{golden.Id} {(parses ? "parses" : "does not parse")}: {golden.Expr}");
                if (parses) accepted++;
                else refused++;
            }

            return 0;
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(accepted > 1000 && refused > 50, $"{accepted} that parse, {refused} that do not: too few to tell");
    }

    /// <summary>What is derived from the grammar at random parses.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomSentencesParse(int seed)
    {
        RandomSentences sentences = new(NixEbnf.Grammar, new Random(seed));
        EvalStack.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                string sentence = sentences.Next("Expr");
                try
                {
                    NixParser.Parse(SourceFile.FromUnicode("/sentence.nix", sentence, "/"), "/home/user", pipeOperators: true);
                }
                catch (SyntaxException e) when (!e.Message.StartsWith("syntax error", StringComparison.Ordinal))
                {
                    // Which names may stand where, and how often, the comments say.
                }
                catch (SyntaxException e)
                {
                    Assert.Fail($"{e.Message} at {e.Position} of: {sentence}");
                }
            }

            return 0;
        });
    }

    private static bool? Parses(SourceFile source)
    {
        try
        {
            NixParser.Parse(source, "/home/nixgold", pipeOperators: true);
            return true;
        }
        catch (SyntaxException e)
        {
            return e.Message.StartsWith("syntax error", StringComparison.Ordinal) ? false : null;
        }
    }
}
