using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.ReadingAhead;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Language.Tests.Evaluation;

/// <summary>
/// Files are read and parsed before they are asked for, and nobody can tell: values, errors and their places are those of an evaluation that
/// reads each file when it is imported.
/// </summary>
public sealed class ReadAheadTests : IDisposable
{
    private const int Repetitions = 10;
    private static readonly ReadAheadSettings Eager = new() { MostThreads = 3, FewestFiles = 1 };
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ManyFilesHaveTheirValues()
    {
        const int Files = 60;
        for (int i = 0; i < Files; i++)
        {
            // Each file imports what others import too.
            _directory.Write($"{i}.nix", i + 7 < Files
                ? $"{{ value = {i}; next = map (f: (import f).value) [ ./{i + 1}.nix ./{i + 3}.nix ./{i + 7}.nix ]; \"n {i}\" = x: x; }}"
                : $"rec {{ value = {i}; inherit (builtins) length; s = \"${{toString value}}\"; }}");
        }

        string main = "[ " + string.Concat(Enumerable.Range(0, Files).Select(static i => $"(import ./{i}.nix) ")) + "]";
        string expected = Outcome(main, ReadAheadSettings.None);
        Assert.Contains("value = 59", expected, StringComparison.Ordinal);
        for (int i = 0; i < Repetitions; i++) Assert.Equal(expected, Outcome(main, Eager));
    }

    /// <summary>
    /// Which attribute is evaluated first depends on which name was met first: a file that is read ahead has met nothing before it is imported.
    /// </summary>
    [Fact]
    public void NamesAreMetWhenTheirFileIsImported()
    {
        for (int i = 0; i < Repetitions; i++)
        {
            string unique = Guid.NewGuid().ToString("N");
            _directory.Write("early.nix", $"{{ b{unique} = 1; a{unique} = 1; }}");
            _directory.Write("late.nix", $"{{ a{unique} = throw \"a\"; b{unique} = throw \"b\"; }}");
            _directory.Write("later.nix", $"{{ b{unique} = 1; a{unique} = 1; }}");
            string outcome = Outcome(
                "let early = ./early.nix; wait = builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 50000); in builtins.seq wait (import ./late.nix == import ./later.nix)",
                Eager with { MostThreads = 1 });
            Assert.StartsWith("error: a at ", outcome, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[ 1 ./broken.nix ]", "[ 1 ")]
    [InlineData("import ./broken.nix", "error: syntax error, unexpected end of file")]
    [InlineData("builtins.seq ./other.nix (import ./broken.nix)", "error: syntax error, unexpected end of file")]
    [InlineData("import ./twice.nix", "error: attribute 'a.b' already defined at ")]
    [InlineData("import ./formals.nix", "error: duplicate formal function argument 'x'")]
    [InlineData("import ./unbound.nix", "error: undefined variable 'nobody'")]
    [InlineData("[ ./unbound.nix (import ./asserts.nix) ]", "error: assertion '(__lessThan ")]
    [InlineData("import ./missing.nix", "error: path '")]
    [InlineData("import ./empty-directory", "error: opening file '")]
    [InlineData("(import ./directory).value", "2")]
    [InlineData("(import ./link.nix).value", "2")]
    [InlineData("import ./link-round.nix", "error: too many symbolic links")]
    [InlineData("(import ./same-names.nix).a", "5")]
    [InlineData("import ./curious.nix", "{ file = \"")]
    [InlineData("[ ./pipe.nix (import ./directory/value.nix) ]", "[ ")]
    [InlineData("let all = d: map (n: import (d + \"/${n}\")) (builtins.attrNames (builtins.readDir d)); in (all ./listed) ++ (all ./listed-badly)", "error: undefined")]
    [InlineData("import ./deep.nix", "7")]
    [InlineData("import ./too-deep.nix", "error: memory exhausted")]
    public void OutcomesAreTheSame(string program, string expected)
    {
        for (int i = 0; i < 9; i++) _directory.Write($"listed/{i}.nix", $"{{ value = {i}; }}");
        _directory.Write("listed-badly/1.nix", "1");
        _directory.Write("listed-badly/2.nix", "nobody");
        _directory.Write("listed-badly/3.nix", "(");
        _directory.Write("broken.nix", "{ a = ");
        _directory.Write("other.nix", "./broken.nix");
        _directory.Write("twice.nix", "{ a.b = 1;\n a = { ${\"c\"} = 2; b = 2; }; }");
        _directory.Write("formals.nix", "{ x, y, x }: y");
        _directory.Write("unbound.nix", "{ a = nobody; }");
        _directory.Write("asserts.nix", "let s = { }; in assert { x = s.\"or\" or 2; inherit (s) y; ${\"z\"} = a: { b, c ? 1 }@d: [ b.c ]; }.x < 2; 1");
        Directory.CreateDirectory(_directory.At("empty-directory"));
        _directory.Write("directory/default.nix", "{ value = import ./value.nix; }");
        _directory.Write("directory/value.nix", "2");
        File.CreateSymbolicLink(_directory.At("link.nix"), "directory/default.nix");
        File.CreateSymbolicLink(_directory.At("link-round.nix"), "link-round.nix");
        _directory.Write("same-names.nix", "{ \"a\" = 5; b = { inherit (import ./directory) value; }; \"or\" = 3; }");
        _directory.Write("curious.nix", "let \"or\" = 1; in { inherit or; file = toString __curPos.file; path = x: <nixpkgs/none> - 1; }");
        using (System.Diagnostics.Process process = System.Diagnostics.Process.Start("mkfifo", [_directory.At("pipe.nix")])) process.WaitForExit();
        _directory.Write("deep.nix", new string('(', 4000) + "7" + new string(')', 4000));
        _directory.Write("too-deep.nix", new string('(', 20_000) + "7" + new string(')', 20_000));

        string once = Outcome(program, ReadAheadSettings.None);
        Assert.StartsWith(expected, once, StringComparison.Ordinal);
        for (int i = 0; i < Repetitions; i++) Assert.Equal(once, Outcome(program, Eager));
    }

    private string Outcome(string program, ReadAheadSettings readAhead)
    {
        SourceFile source = SourceFile.FromBytes(_directory.At("main.nix"), Encoding.UTF8.GetBytes(program));
        return EvalStack.Run(() =>
        {
            try
            {
                Interpreter interpreter = new(new InterpreterOptions { ReadAhead = readAhead, NotesEveryCall = true });
                return ValuePrinter.Print(DeepForce.Run(interpreter.Evaluate(source)));
            }
            catch (NixException e)
            {
                string at = e.Position.IsKnown ? $"{e.Position} {e.Position.File!.LineText(e.Position.Line)}" : "none";
                return string.Create(CultureInfo.InvariantCulture, $"error: {e.Message} at {at}{string.Concat(e.Trace.Select(static step => $"\n{step.Text} {step.Position}"))}");
            }
        });
    }
}
