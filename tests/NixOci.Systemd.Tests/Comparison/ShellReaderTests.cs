using CsCheck;
using NixOci.Systemd.Comparison.Shell;
using Xunit;

namespace NixOci.Systemd.Tests.Comparison;

/// <summary>How scripts are cut into commands and words.</summary>
public sealed class ShellReaderTests
{
    [Theory]
    [InlineData("a 'b c' \"d e\" f\\ g", "a|b c|d e|f g")]
    [InlineData("a=\"b\"'c'd", "a=bcd")]
    [InlineData("a \\\n  b # c\n\n# d\n", "a|b")]
    [InlineData("a#b", "a#b")]
    [InlineData("a; b\nc", "a\nb\nc")]
    [InlineData("a && b ||\n c", "a|[&&]|b|[||]|c")]
    [InlineData("a >b 2>&1 <c", "a|[>]|b|[2>&]|1|[<]|c")]
    [InlineData("echo 2 >x", "echo|2|[>]|x")]
    [InlineData("(a)|b &", "[(]|a|[)]|[|]|b|[&]")]
    [InlineData("cat <<X\na 'b\nX\nc", "cat|[<<]|X|a 'b\n\nc")]
    [InlineData("cat <<-'X' >y\n\ta\n\tX\nc", "cat|[<<-]|X|[>]|y|a\n\nc")]
    [InlineData("a 'open", "a|open")]
    [InlineData("a \"open $(b", "a|open \x02$(b")]
    [InlineData("''", "")]
    public void CommandsAndWords(string text, string expected)
        => Assert.Equal(expected, string.Join('\n', ShellReader.Read(text).Select(static command => string.Join(
            '|', command.Words.Select(static word => word.IsOperator ? $"[{word.Text}]" : word.Text)))));

    /// <summary>What the shell replaces is not the same as the same characters in quotes.</summary>
    [Theory]
    [InlineData("$A", "${A}", true)]
    [InlineData("\"$A\"", "\"${A}\"", true)]
    [InlineData("$A", "\"$A\"", false)]
    [InlineData("\"$A\"", "'$A'", false)]
    [InlineData("'$A'", "\\$A", true)]
    [InlineData("*", "'*'", false)]
    [InlineData("~", "\"~\"", false)]
    [InlineData("a~", "'a~'", true)]
    [InlineData("$(a 'b)')", "`a`", false)]
    [InlineData("$((1+2))", "$((1+2))", true)]
    [InlineData("\"a\\n\"", "'a\\n'", true)]
    [InlineData("$'a\\n'", "'a\\n'", false)]
    [InlineData("\"$\"", "'$'", true)]
    [InlineData("||", "'||'", false)]
    public void Quoting(string left, string right, bool areEqual)
        => Assert.Equal(areEqual, ShellReader.Read("x " + left)[0].Canonical == ShellReader.Read("x " + right)[0].Canonical);

    /// <summary>No text is too strange: everything is read, to the end.</summary>
    [Fact]
    public void EveryTextIsRead()
        => Gen.Char["ab$`'\"\\(){}[]<>|&;#~*=- \n\t0"].Array[0, 40].Sample(static characters =>
        {
            string text = new(characters);
            IReadOnlyList<ShellCommand> commands = ShellReader.Read(text);
            return commands.All(static command => command.Words.Count > 0) && (text.Contains('a') is false || text.Contains('#') || commands.Count > 0);
        });

    /// <summary>A word in single quotes is read back as it was.</summary>
    [Fact]
    public void QuotedWordsAreReadBack()
        => Gen.Char["ab$`'\"\\(){}<>|&;#~* \n"].Array[0, 20].Sample(static characters =>
        {
            string word = new(characters);
            string quoted = "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
            return ShellReader.Read("x " + quoted)[0].Simple[1] == word;
        });
}
