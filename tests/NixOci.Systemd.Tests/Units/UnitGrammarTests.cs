using System.Text.RegularExpressions;
using NixOci.Systemd.Units;
using NixOci.TestSupport;
using NixOci.TestSupport.Grammars;
using Xunit;

namespace NixOci.Systemd.Tests.Units;

/// <summary><c>grammar/systemd-unit.ebnf</c> says what the reader does.</summary>
public sealed class UnitGrammarTests
{
    private static readonly EbnfGrammar Grammar = EbnfGrammar.Read(ProjectFiles.At("grammar/systemd-unit.ebnf"));
    private static readonly EbnfPattern Patterns = new(Grammar, static words => words switch
    {
        "any byte but carriage return, line feed and null" => "[^\\r\\n\\0]",
        "carriage return, line feed and null, each at most once, in any order"
            => "(?:\\n(?:\\r\\0?|\\0\\r?)?|\\r(?:\\n\\0?|\\0\\n?)?|\\0(?:\\n\\r?|\\r\\n?)?)",
        "end of file" => "\\z",
        "tabulator" => "\\t",
        _ => throw new ArgumentException(words),
    });

    [Fact]
    public void EveryNameIsDefinedAndUsed()
    {
        string[] names = [.. Grammar.Productions.Select(static production => production.Name)];
        HashSet<string> used = [.. Grammar.ReachableFrom("unit file", static _ => false), .. Grammar.ReachableFrom("statement", static _ => false)];
        Assert.Equal(names.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>Every line over an alphabet of what matters, up to a length: it is a statement exactly where the reader takes it.</summary>
    [Fact]
    public void StatementsAreTheLinesThatTheReaderTakes()
    {
        Regex statement = Patterns.Of("statement");
        foreach (string line in Texts("[]=a ", longest: 6))
        {
            bool isRead = Reads("[Section]\n" + line) is not null;
            Assert.True(statement.IsMatch(line.Trim(' ')) == isRead, $"'{line}' {(isRead ? "is read" : "is not read")}");
        }
    }

    /// <summary>
    /// Some lines of a setting each, and comments between them: they are one logical line exactly where the reader finds one setting.
    /// </summary>
    [Fact]
    public void LogicalLinesAreTheLinesThatTheReaderJoins()
    {
        string[] lines = ["k=a", "k=a\\", "k=a\\\\", "k=a\\\\\\", "# a", " ;\\"];
        Regex logicalLine = Patterns.Of("logical line");
        foreach (string choice in Texts("012345", longest: 4))
        {
            // Comments at the end belong to the line that would follow.
            if (choice.Length == 0 || choice[^1] is '4' or '5') continue;
            string text = string.Join('\n', choice.Select(c => lines[c - '0'])) + "\n";
            bool isOne = Reads("[Section]\n" + text)!["Section"].Entries.Count == 1;
            Assert.True(logicalLine.IsMatch(text) == isOne, $"{Regex.Escape(text)} {(isOne ? "is one line" : "is not one line")}");
        }
    }

    private static IEnumerable<string> Texts(string alphabet, int longest)
    {
        IEnumerable<string> texts = [""];
        for (int length = 0; length <= longest; length++)
        {
            foreach (string text in texts) yield return text;
            texts = [.. texts.SelectMany(text => alphabet.Select(c => text + c))];
        }
    }

    private static UnitFile? Reads(string text)
    {
        try
        {
            return UnitFileReader.Read(text);
        }
        catch (UnitSyntaxException)
        {
            return null;
        }
    }
}
