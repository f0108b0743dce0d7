namespace NixOci.Cli;

/// <summary>
/// <c>--arg NAME EXPR</c>, <c>--argstr NAME TEXT</c> and <c>--override-input NAME PATH</c> take two words, which options otherwise do
/// not: they become one word <c>NAME=EXPR</c>. A name has no equals sign, so that a word with one is both already.
/// </summary>
internal static class ArgumentFolding
{
    public const string Expression = "--arg";
    public const string Text = "--argstr";
    public const string Input = "--override-input";

    public static IReadOnlyList<string> Fold(IReadOnlyList<string> arguments)
    {
        List<string> folded = new(arguments.Count);
        for (int i = 0; i < arguments.Count; i++)
        {
            folded.Add(arguments[i]);
            if (arguments[i] is not (Expression or Text or Input) || i + 2 >= arguments.Count) continue;
            if (arguments[i + 1].Contains('=', StringComparison.Ordinal)) continue;
            folded.Add(arguments[i + 1] + "=" + arguments[i + 2]);
            i += 2;
        }

        return folded;
    }
}
