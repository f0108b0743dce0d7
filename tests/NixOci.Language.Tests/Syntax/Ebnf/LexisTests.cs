using System.Text.RegularExpressions;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.TestSupport.Grammars;
using Xunit;

namespace NixOci.Language.Tests.Syntax.Ebnf;

/// <summary>Tokens consist of what the lexical productions say.</summary>
public sealed class LexisTests
{
    private static readonly EbnfPattern Patterns = new(NixEbnf.Grammar, static words => words switch
    {
        "a letter of ASCII" => "[A-Za-z]",
        "a digit of ASCII" => "[0-9]",
        "any byte but zero" => "[^\\0]",
        "nothing" => "",
        "byte 9" => "\\t",
        "byte 10" => "\\n",
        "byte 13" => "\\r",
        _ => throw new ArgumentException(words),
    });

    public static TheoryData<string> Kinds { get; } =
    [
        .. NixEbnf.Grammar.ReachableFrom("Start", NixEbnf.IsToken).Where(static name => NixEbnf.IsToken(name) && !IsEmpty(name)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TokensOfAKindMatchItsProduction(string kind)
    {
        Regex pattern = Patterns.Of(kind);
        int count = 0;
        foreach (GoldenCase golden in GoldenCase.All)
        {
            SourceFile source = golden.Source;
            foreach (Token token in NixEbnf.Tokens(source))
            {
                if (NixEbnf.NameOf(token.Kind) != kind) continue;
                string text = source.Text[token.Start..token.End];

                // Text of a path is narrower than text of a string: the lexer's tests hold it.
                Assert.True(pattern.IsMatch(text), $"{golden.Id}: {text}");
                count++;
            }
        }

        Assert.True(count > 0, "the fixtures have no such token");
    }

    // The lexer notes another place for ends, because messages tell one.
    private static bool IsEmpty(string kind) => kind is "end of file" or "path end";

    [Theory]
    [InlineData("identifier", "a b", "1a", "-a", "", "a.b")]
    [InlineData("integer", "1.", "-1", "", "1e3", "0x1")]
    [InlineData("float", "1", "00.5", "01.5", "1e3", ".", "1.5e")]
    [InlineData("path", "a", "a//b", "/a//", "")]
    [InlineData("home path", "~", "~a/b", "~//")]
    [InlineData("search path", "<>", "<a", "<a/>", "</a>", "<a b>")]
    [InlineData("uri", "a:", ":a", "1a:b", "a b:c", "a_b:c")]
    [InlineData("string text", "\"", "${", "a${", "\\", "")]
    [InlineData("indented text", "''", "a''b", "${", "a${", "")]
    public void OtherTextsDoNot(string kind, params string[] texts)
        => Assert.All(texts, text => Assert.DoesNotMatch(Patterns.Of(kind), text));
}
