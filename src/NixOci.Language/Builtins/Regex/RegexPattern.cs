namespace NixOci.Language.Builtins.Regex;

/// <summary>A POSIX extended regular expression that matches as libstdc++'s <c>std::regex</c> does. Texts have one character per byte.</summary>
internal sealed class RegexPattern
{
    private readonly RegexProgram _program;
    private readonly RegexRecognizer? _recognizer;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="RegexSyntaxException">It is none, or too large.</exception>
    public RegexPattern(string pattern)
    {
        _program = RegexCompiler.Compile(pattern);
        _recognizer = RegexRecognizer.Of(_program);
    }

    /// <summary>Whether a whole text matches.</summary>
    public bool IsMatch(string text) => _recognizer is not null ? _recognizer.Accepts(text) : Match(text) is not null;

    /// <summary>Matches a whole text.</summary>
    /// <returns>
    /// Start and end of the match and of every group, -1 for a group that took no part; null where the text does not match.
    /// </returns>
    public int[]? Match(string text)
    {
        if (_program.Literal is { } literal) return text == literal ? [0, text.Length] : null;
        if (_recognizer?.Accepts(text) == false) return null;
        if (_recognizer is not null && _program.Groups == 0) return [0, text.Length];
        return new RegexMatcher(_program, text, isWhole: true).MatchAt(0, mayBeEmpty: true);
    }

    /// <summary>All matches in a text, one after the other, each as <see cref="Match"/> gives it.</summary>
    public List<int[]> FindAll(string text)
    {
        List<int[]> matches = [];
        if (_program.Literal is { } literal)
        {
            for (int found = 0; (found = text.IndexOf(literal, found, StringComparison.Ordinal)) >= 0;)
            {
                matches.Add([found, found += literal.Length]);
            }

            return matches;
        }

        RegexMatcher matcher = new(_program, text, isWhole: false);
        int from = 0;
        while (from <= text.Length && Search(matcher, text, from) is { } match)
        {
            matches.Add(match);
            from = match[1];
            if (match[0] != match[1]) continue;

            // After an empty match: one at the same place that is not empty, or else from the next byte on.
            if (from < text.Length && matcher.MatchAt(from, mayBeEmpty: false) is { } longer)
            {
                matches.Add(longer);
                from = longer[1];
            }
            else
            {
                from++;
            }
        }

        return matches;
    }

    /// <summary>The first match that begins at a position or behind it.</summary>
    private int[]? Search(RegexMatcher matcher, string text, int from)
    {
        ByteSet? first = _program.FirstBytes;
        for (int start = from; start <= text.Length; start++)
        {
            if (first is not null && (start == text.Length || !first.Contains(text[start]))) continue;
            if (matcher.MatchAt(start, mayBeEmpty: true) is { } match) return match;
        }

        return null;
    }
}
