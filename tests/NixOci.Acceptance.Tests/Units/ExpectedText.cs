using System.Text.RegularExpressions;

namespace NixOci.Acceptance.Tests.Units;

/// <summary>A text as NixOS wrote it, where <c>&lt;version&gt;</c> stands for any version of a package and <c>&lt;dir&gt;</c> for the case's directory.</summary>
/// <param name="text">The text.</param>
internal sealed class ExpectedText(string text)
{
    private const string AnyVersion = "<version>";
    private const string Version = "[0-9][0-9A-Za-z+_.]*(?:-unstable-[0-9-]+)?";

    /// <summary>Whether a text is this one.</summary>
    public bool Matches(string actual)
    {
        if (actual == text) return true;
        if (!text.Contains(AnyVersion, StringComparison.Ordinal)) return false;
        return Regex.IsMatch(actual, $"^{string.Join(Version, text.Split(AnyVersion).Select(Regex.Escape))}\\z", RegexOptions.CultureInvariant);
    }

    /// <summary>A message as messages are compared: white space folded, and all quotes alike.</summary>
    public static string Fold(string message)
        => Regex.Replace(message.Replace('\u2019', '\'').Replace('\u2018', '\'').Replace('`', '\''), "\\s+", " ").Trim();
}
