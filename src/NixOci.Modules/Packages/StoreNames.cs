using System.Text;

namespace NixOci.Modules.Packages;

/// <summary>The names of store objects, as <c>mkDerivation</c> makes them of any text.</summary>
internal static class StoreNames
{
    // Room for the extension of the derivation's own file is left.
    private const int Longest = 207;
    private const string Punctuation = "+-._?=";

    /// <summary>
    /// The name of a derivation that is to be called so: characters that the store refuses become a dash, as many as stand
    /// together; of a name that is too long the end remains.
    /// </summary>
    public static string Sanitize(string name)
    {
        StringBuilder text = new(name.Length);
        bool isReplaced = false;
        foreach (char c in name.AsSpan().TrimStart('.'))
        {
            bool isAllowed = char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal);
            if (isAllowed) text.Append(c);
            else if (!isReplaced) text.Append('-');
            isReplaced = !isAllowed;
        }

        if (text.Length == 0) return "unknown";
        return text.ToString(Math.Max(text.Length - Longest, 0), Math.Min(text.Length, Longest));
    }
}
