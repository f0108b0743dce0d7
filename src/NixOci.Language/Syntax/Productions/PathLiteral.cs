using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax.Productions;

/// <summary>The absolute paths that path literals stand for.</summary>
internal static class PathLiteral
{
    /// <summary>
    /// The path that a token stands for. A relative one is resolved against the directory of the source; a slash at its end stays
    /// for the interpolation that follows. A path below the home directory is taken as it is written.
    /// </summary>
    public static string Resolve(ParseContext context, Token token)
    {
        ReadOnlySpan<char> literal = context.Text.AsSpan(token.Start, token.End - token.Start);
        if (token.Kind == TokenKind.HomePath)
        {
            return context.Home is { } home
                ? string.Concat(home, literal[1..])
                : throw new SyntaxException($"the path '{literal}' can not be resolved in pure mode", context.PositionAt(token.Start))
                {
                    Advice = ["If the home directory may be known: --allow-env"],
                };
        }

        string path = NixPaths.Resolve(context.Source.BaseDirectory, literal.ToString());
        return literal.Length > 1 && literal[^1] == '/' ? path + "/" : path;
    }
}
