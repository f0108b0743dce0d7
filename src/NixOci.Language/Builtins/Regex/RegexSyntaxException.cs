namespace NixOci.Language.Builtins.Regex;

/// <summary>A pattern that is none, or one that would become too large.</summary>
/// <param name="isTooLarge">Whether the pattern is well-formed as far as it was read, but needs more states than are allowed.</param>
internal sealed class RegexSyntaxException(bool isTooLarge) : Exception(isTooLarge ? "pattern too large" : "invalid pattern")
{
    public bool IsTooLarge { get; } = isTooLarge;
}
