using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Language.Builtins.Readers;

/// <summary>Texts that become Nix strings.</summary>
internal static class ByteStrings
{
    private static readonly string NulSymbol = ByteText.FromUnicode("\u2400");

    /// <summary>The text, in which no byte may be zero.</summary>
    public static string WithoutNul(string text)
        => text.Contains('\0', StringComparison.Ordinal)
            ? throw new EvalException(
                $"input string '{text.Replace("\0", NulSymbol, StringComparison.Ordinal)}' "
                + "cannot be represented as Nix string because it contains null bytes")
            : text;
}
