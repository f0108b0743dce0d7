using System.Reflection;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Syntax.Productions;
using NixOci.TestSupport.Grammars;
using Xunit;

namespace NixOci.Language.Tests.Syntax.Ebnf;

/// <summary>The grammar and the parser list the same productions and the same tokens.</summary>
public sealed class NamesTests
{
    private const string Suffix = "Parser";

    private static IEnumerable<string> Names => NixEbnf.Grammar.Productions.Select(static production => production.Name);

    [Fact]
    public void ProductionsAreTheParsers()
        => Assert.Equal(
            Sorted(typeof(NixGrammar).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => field.Name)),
            Sorted(Names.Where(NixEbnf.IsParser)));

    /// <summary>A parser is listed under its own name, and no parser is left out of the list.</summary>
    [Fact]
    public void ParsersBearTheNamesTheyAreListedBy()
    {
        IEnumerable<string> classes = typeof(NixGrammar).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, BaseType: { IsGenericType: true } parent }
                && parent.GetGenericTypeDefinition() == typeof(Production<>) && type != typeof(TokenParser))
            .Select(static type => type.Name[..^Suffix.Length]);
        Assert.Equal(Sorted(classes), Sorted(Names.Where(static name => NixEbnf.IsParser(name) && name != nameof(NixGrammar.Start))));
    }

    /// <summary>Each kind of token is a lexical production, or a terminal of the syntax that is lexed as this kind.</summary>
    [Fact]
    public void TokensAreTheKindsOfTokens()
    {
        HashSet<string> kinds = [];
        foreach (string name in Syntax())
        {
            if (NixEbnf.IsToken(name)) kinds.Add(name);
            else kinds.UnionWith(NixEbnf.Grammar[name].All.OfType<Terminal>().Select(static terminal => NixEbnf.NameOf(KindOf(terminal.Text))));
        }

        // What begins no token, and what cannot be one, has no place in a grammar.
        IEnumerable<TokenKind> expected = Enum.GetValues<TokenKind>().Except([TokenKind.Invalid, TokenKind.Malformed]);
        Assert.Equal(Sorted(expected.Select(NixEbnf.NameOf)), Sorted(kinds));
    }

    [Fact]
    public void EveryNameIsDefinedOnceAndUsed()
    {
        Assert.Equal(Names.Distinct(), Names);
        HashSet<string> used = [.. NixEbnf.Grammar.ReachableFrom("Start", static _ => false)];
        used.UnionWith(NixEbnf.Grammar.ReachableFrom("comment", static _ => false));
        used.UnionWith(NixEbnf.Grammar.ReachableFrom("white space", static _ => false));
        Assert.Equal(Sorted(used), Sorted(Names));
    }

    private static HashSet<string> Syntax() => NixEbnf.Grammar.ReachableFrom("Start", NixEbnf.IsToken);

    private static TokenKind KindOf(string terminal)
    {
        Token token = NixEbnf.Tokens(SourceFile.FromUnicode("/terminal", terminal, "/"))[0];
        Assert.Equal(terminal.Length, token.End);
        return token.Kind;
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
