using System.CommandLine;
using System.Text;
using NixOci.Cli.Commands;
using NixOci.Cli.Documentation;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Usage;

/// <summary>The manual page and the examples say what is so.</summary>
public sealed class ManualTests
{
    private const string Page = "docs/nixoci.1";

    private static readonly CommandContext Context = new()
    {
        Input = Stream.Null, Output = Stream.Null, Error = TextWriter.Null, WorkingDirectory = "/", Environment = static _ => null,
    };

    public static TheoryData<string> Commands => HelpTests.Commands;

    /// <summary>With <c>ACCEPT_SNAPSHOTS=1</c> in the environment the page is written anew, as snapshots are.</summary>
    [Fact]
    public void PageIsCurrent()
    {
        ProgramRun run = new ProgramRunner().Run("man");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(ProjectFiles.At(Page), run.Output);
        Assert.True(
            run.Output == File.ReadAllText(ProjectFiles.At(Page)), Page + " is not what 'nixoci man' writes; run the test with ACCEPT_SNAPSHOTS=1.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void PageTellsEverything(string name)
    {
        string page = ManPage.Write(DocumentedCommand.All(Context), CommandLine.Description, CommandLine.Version);
        int start = page.IndexOf($".SS nixoci {name}\n", StringComparison.Ordinal);
        Assert.True(start > 0, name);
        int end = page.IndexOf("\n.S", start + 1, StringComparison.Ordinal);
        string section = page[start..end].Replace("\\-", "-", StringComparison.Ordinal);
        DocumentedCommand command = Documented(name);
        Assert.All(command.Options.SelectMany(static option => option.Names), option => Assert.Contains($"\\fB{option}\\fR", section, StringComparison.Ordinal));
        Assert.All(command.Arguments, argument => Assert.Contains($"\\fI{argument.Word.Name}\\fR", section, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void ReadmeNamesTheCommand(string name)
        => Assert.Contains(
            File.ReadLines(ProjectFiles.At("README.md")),
            line => line.StartsWith("| `nixoci ", StringComparison.Ordinal)
                && (line.StartsWith($"| `nixoci {name}", StringComparison.Ordinal) || line.Contains($"`{name}`", StringComparison.Ordinal)));

    /// <summary>Every option that help shows is documented, by the same names.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void HelpTellsEveryOption(string name)
    {
        string help = new ProgramRunner().Run(name, "--help").Output;
        Assert.All(
            Documented(name).Options.SelectMany(static option => option.Names),
            option => Assert.Matches($@"(?m)^  (-\S+, )*{System.Text.RegularExpressions.Regex.Escape(option)}(,| |$)", help));
    }

    /// <summary>Nothing in an example is misspelt: every one of them is a command line that the program takes.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void ExamplesAreCommandLines(string name)
    {
        CommandDefinition definition = Find(name);
        Assert.NotEmpty(definition.Examples);
        Assert.All(definition.Examples, example =>
        {
            string[] words = Words(example.CommandLine);
            Assert.Equal(name, words[0]);
            RootCommand root = new() { CommandLine.Build(definition, Context, CommandLine.CreateQuiet()) };
            ParseResult parsed = root.Parse(ArgumentFolding.Fold(words), new ParserConfiguration { EnablePosixBundling = false });
            Assert.Empty(parsed.Errors.Select(error => example.CommandLine + ": " + error.Message));
            definition = Find(name);
        });
    }

    private static CommandDefinition Find(string name) => Assert.Single(CommandLine.CreateCommands(), command => command.Name == name);

    private static DocumentedCommand Documented(string name)
        => Assert.Single(DocumentedCommand.All(Context), command => command.Definition.Name == name);

    /// <summary>The words that the program gets of a line: what is in front of its name, redirections and other commands are the shell's.</summary>
    private static string[] Words(string line)
    {
        line = line[(line.IndexOf("nixoci ", StringComparison.Ordinal) + "nixoci ".Length)..];
        List<string> words = [];
        StringBuilder word = new();
        char quote = '\0';
        foreach (char c in line + " ")
        {
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '|' or '>' or '<' or ')')
            {
                break;
            }
            else if (c != ' ')
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0) words.Add(word.ToString());
        return [.. words];
    }
}
