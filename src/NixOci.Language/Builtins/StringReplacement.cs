using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>
/// Replaces patterns in a string from left to right; the first pattern in the list that matches wins. Replacements are evaluated
/// only if they are used.
/// </summary>
/// <param name="patterns">What is replaced.</param>
/// <param name="replacements">What by; as many as there are patterns.</param>
internal sealed class StringReplacement(string[] patterns, NixList replacements)
{
    private readonly bool[] _starts = FindStarts(patterns);
    private readonly string?[] _texts = new string?[patterns.Length];
    private StringContext _context = StringContext.Empty;

    public NixString Run(EvalSite site, NixString subject)
    {
        string text = subject.Text;
        _context = subject.Context;
        StringBuilder? result = null;
        int copied = 0;

        // One step past the last character: an empty pattern matches there too.
        for (int at = 0; at <= text.Length;)
        {
            int match = Match(text, at);
            if (match < 0)
            {
                at++;
                continue;
            }

            result ??= new StringBuilder(text.Length + 16);
            string replacement = Replacement(site, match);
            LimitWatch.Grow(site, result, at - copied + replacement.Length);
            result.Append(text, copied, at - copied).Append(replacement);
            copied = at + patterns[match].Length;
            if (patterns[match].Length > 0)
            {
                at = copied;
                continue;
            }

            // The character after an empty match is never looked at again.
            if (at < text.Length) result.Append(text[at]);
            copied = Math.Min(at + 1, text.Length);
            at++;
        }

        if (result is null) return subject;
        result.Append(text, copied, text.Length - copied);
        return new NixString(result.ToString(), _context);
    }

    private int Match(string text, int at)
    {
        // The last place stands for patterns that match anywhere.
        if (!_starts[256] && (at == text.Length || !_starts[(byte)text[at]])) return -1;
        for (int i = 0; i < patterns.Length; i++)
        {
            if (text.AsSpan(at).StartsWith(patterns[i], StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    private string Replacement(EvalSite site, int index)
    {
        if (_texts[index] is { } known) return known;
        NixString text = replacements[index]
            .ForceString(site, "while evaluating one of the replacement strings passed to builtins.replaceStrings");
        _context = _context.Union(text.Context);
        return _texts[index] = text.Text;
    }

    private static bool[] FindStarts(string[] patterns)
    {
        bool[] starts = new bool[257];
        foreach (string pattern in patterns) starts[pattern.Length == 0 ? 256 : (byte)pattern[0]] = true;
        return starts;
    }
}
