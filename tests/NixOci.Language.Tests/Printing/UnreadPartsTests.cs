using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using Xunit;

namespace NixOci.Language.Tests.Printing;

/// <summary>
/// What is printed of values that are evaluated only as far as they were read. A line of <c>fixtures/language/unread.tsv</c> is an
/// expression and what <c>nix-instantiate --eval</c> prints of it.
/// </summary>
public sealed class UnreadPartsTests
{
    [Fact]
    public void ArePrintedAsCode()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "fixtures", "language", "unread.tsv")))
        {
            string[] fields = line.Split('\t');
            Interpreter interpreter = new(new InterpreterOptions());
            SourceFile source = SourceFile.FromBytes("case.nix", ByteText.ToBytes(fields[0]));
            string printed = EvalStack.Run(() => ByteText.ToUnicode(ValuePrinter.Print(interpreter.Evaluate(source))));
            count++;
            if (printed != fields[1]) wrong.Add($"{line}\n  gave {printed}");
        }

        Assert.True(count > 10, $"only {count} cases");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
