using NixOci.Language.Evaluation;

namespace NixOci.Modules.Packages;

/// <summary>Which names a store path may have.</summary>
internal static class StoreNames
{
    private const int Longest = 211;
    private const string Punctuation = "+-._?=";

    /// <summary>Throws Nix's error where a derivation cannot bear a name.</summary>
    public static void Check(string name)
    {
        if (Problem(name) is { } problem)
        {
            throw new EvalException($"invalid derivation name: {problem}. Please pass a different 'name'.");
        }
    }

    private static string? Problem(string name)
    {
        if (name.Length == 0) return "name must not be empty";
        if (name.Length > Longest) return $"name '{name}' must be no longer than {Longest} characters";
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !Punctuation.Contains(c)) return $"name '{name}' contains illegal character '{c}'";
        }

        return null;
    }
}
