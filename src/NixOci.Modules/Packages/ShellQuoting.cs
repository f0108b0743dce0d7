namespace NixOci.Modules.Packages;

/// <summary>When words in generated scripts are put into quotes.</summary>
public enum ShellQuoting
{
    /// <summary>Every word, as nixpkgs' <c>lib.escapeShellArg</c> did until August 2024.</summary>
    Always,

    /// <summary>Only words that the shell would change otherwise, as it has done since.</summary>
    WhenNeeded,
}

/// <summary>Puts words into quotes.</summary>
public static class ShellQuotingRules
{
    private const string Harmless = "_@%+:,./-";

    /// <summary>A word that the shell reads back as the given text.</summary>
    public static string Quote(this ShellQuoting quoting, string text)
        => quoting == ShellQuoting.WhenNeeded && IsHarmless(text)
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static bool IsHarmless(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !Harmless.Contains(c)) return false;
        }

        return text.Length > 0;
    }
}
