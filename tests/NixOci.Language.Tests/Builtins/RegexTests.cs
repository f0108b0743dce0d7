using System.Text;
using CsCheck;
using NixOci.Language.Builtins.Regex;
using Xunit;

namespace NixOci.Language.Tests.Builtins;

/// <summary>
/// Patterns of <c>fixtures/language/regex.tsv</c> against texts: what libstdc++'s <c>std::regex</c> (extended) answered. A line is
/// <c>match</c> or <c>split</c>, pattern, text and answer; the answer is a list as Nix prints it, <c>null</c>, <c>error</c> for a
/// pattern that is none or <c>space</c> for one that is too large.
/// </summary>
public sealed class RegexTests
{
    [Fact]
    public void MatchesAsTheStandardLibraryOfCpp()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "fixtures", "language", "regex.tsv")))
        {
            string[] fields = line.Split('\t');
            string answer = Answer(fields[0] == "match", fields[1], fields[2]);
            count++;
            if (answer != fields[3]) wrong.Add($"{line}\n  gave {answer}");
        }

        Assert.True(count > 600, $"only {count} cases");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Patterns that take exponential time where one goes back and tries again.</summary>
    [Theory]
    [InlineData("(a*)*b", 40_000)]
    [InlineData("(a|a)*b", 40_000)]
    [InlineData("(a?){200}a{200}", 4_000)]
    [InlineData("((a|b)*|(a*b*)*)*c", 4_000)]
    [InlineData("(((a?){3}){3}){3}*b", 500)]
    public void HostilePatternsEnd(string pattern, int length)
        => Assert.Null(new RegexPattern(pattern).Match(new string('a', length)));

    /// <summary>Whether a text matches is found out in two ways; they agree.</summary>
    [Fact]
    public void TextsAreRecognizedThatMatchStepByStep()
    {
        string[] parts = ["a", "b", "[ab]", "[^a]", ".", "(", ")", "|", "*", "+", "?", "{2}", "c", "(a|bc)"];
        int recognized = 0;
        Gen.Select(Gen.OneOfConst(parts).Array[1, 8], Gen.String[Gen.OneOfConst('a', 'b', 'c'), 0, 6]).Sample(
            (pattern, text) =>
            {
                if (Compile(string.Concat(pattern)) is not { } program || RegexRecognizer.Of(program) is not { } recognizer) return;
                int[]? match = new RegexMatcher(program, text, isWhole: true).MatchAt(0, mayBeEmpty: true);
                Assert.Equal(match is not null, recognizer.Accepts(text));
                Interlocked.Increment(ref recognized);
            },
            iter: 20_000);
        Assert.True(recognized > 1_000, $"only {recognized} patterns");

        static RegexProgram? Compile(string pattern)
        {
            try
            {
                return RegexCompiler.Compile(pattern);
            }
            catch (RegexSyntaxException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void FindsManyMatchesInALongText()
    {
        string text = string.Concat(Enumerable.Repeat("key = value;\n", 20_000));
        List<int[]> matches = new RegexPattern("([a-z]+) = ([^;]*);").FindAll(text);
        Assert.Equal(20_000, matches.Count);
        Assert.Equal([13, 25, 13, 16, 19, 24], matches[1]);
    }

    private static string Answer(bool isMatch, string pattern, string text)
    {
        try
        {
            RegexPattern regex = new(pattern);
            if (isMatch) return regex.Match(text) is { } match ? Groups(text, match) : "null";
            StringBuilder answer = new("[");
            int from = 0;
            foreach (int[] found in regex.FindAll(text))
            {
                answer.Append(" \"").Append(text, from, found[0] - from).Append("\" ").Append(Groups(text, found));
                from = found[1];
            }

            return answer.Append(" \"").Append(text, from, text.Length - from).Append("\" ]").ToString();
        }
        catch (RegexSyntaxException e)
        {
            return e.IsTooLarge ? "space" : "error";
        }
    }

    private static string Groups(string text, int[] match)
    {
        StringBuilder groups = new("[");
        for (int i = 2; i < match.Length; i += 2)
        {
            groups.Append(match[i + 1] < 0 ? " null" : $" \"{text[match[i]..match[i + 1]]}\"");
        }

        return groups.Append(" ]").ToString();
    }
}
