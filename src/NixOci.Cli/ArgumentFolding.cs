namespace NixOci.Cli;

/// <summary>
/// <c>--arg NAME EXPR</c> and <c>--argstr NAME TEXT</c> take two words, which options otherwise do not: they become one word
/// <c>NAME=EXPR</c>. A name has no equals sign.
/// </summary>
internal static class ArgumentFolding
{
    public const string Expression = "--arg";
    public const string Text = "--argstr";

    public static IReadOnlyList<string> Fold(IReadOnlyList<string> arguments)
    {
        List<string> folded = new(arguments.Count);
        for (int i = 0; i < arguments.Count; i++)
        {
            folded.Add(arguments[i]);
            if (arguments[i] is not (Expression or Text) || i + 2 >= arguments.Count) continue;
            folded.Add(arguments[i + 1] + "=" + arguments[i + 2]);
            i += 2;
        }

        return folded;
    }
}
