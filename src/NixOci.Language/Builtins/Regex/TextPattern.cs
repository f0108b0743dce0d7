namespace NixOci.Language.Builtins.Regex;

/// <summary>A regular expression for those who only ask whether a text matches, as <c>builtins.match</c> would tell.</summary>
public sealed class TextPattern
{
    private readonly RegexPattern _pattern;

    private TextPattern(RegexPattern pattern) => _pattern = pattern;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">A POSIX extended regular expression, one character per byte.</param>
    /// <returns>The pattern; null where it is none, which <c>builtins.match</c> explains.</returns>
    public static TextPattern? Of(string pattern)
    {
        try
        {
            return new TextPattern(new RegexPattern(pattern));
        }
        catch (RegexSyntaxException)
        {
            return null;
        }
    }

    /// <summary>Whether a whole text matches; null where that takes too much memory to find out, which <c>builtins.match</c> explains.</summary>
    public bool? Matches(string text)
    {
        try
        {
            return _pattern.IsMatch(text);
        }
        catch (RegexSyntaxException)
        {
            return null;
        }
    }
}
