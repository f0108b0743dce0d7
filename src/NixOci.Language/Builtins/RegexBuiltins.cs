using NixOci.Language.Builtins.Regex;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins about regular expressions.</summary>
internal sealed class RegexBuiltins
{
    /// <summary>How many compiled patterns are kept. Programs use few; one that makes patterns in a loop must not fill the memory.</summary>
    private const int MaxPatterns = 1024;

    private readonly Dictionary<string, RegexPattern> _patterns = new(StringComparer.Ordinal);

    public static void Register(BuiltinTable table)
    {
        RegexBuiltins builtins = new();
        table.Add("__match", builtins.Match);
        table.Add("__split", builtins.Split);
    }

    private Value Match(EvalSite site, Value regex, Value value)
    {
        string source = regex.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.match");
        RegexPattern pattern = Compile(site, source);
        NixString text = value.ForceString(site, "while evaluating the second argument passed to builtins.match");
        try
        {
            return pattern.Match(text.Text) is { } match ? Groups(text.Text, match) : NixNull.Instance;
        }
        catch (RegexSyntaxException e)
        {
            throw Explain(site, source, e);
        }
    }

    private Value Split(EvalSite site, Value regex, Value value)
    {
        string source = regex.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.split");
        RegexPattern pattern = Compile(site, source);
        NixString text = value.ForceString(site, "while evaluating the second argument passed to builtins.split");
        List<int[]> matches;
        try
        {
            matches = pattern.FindAll(text.Text);
        }
        catch (RegexSyntaxException e)
        {
            throw Explain(site, source, e);
        }

        // What is not split is handed through as it is, with what it refers to.
        if (matches.Count == 0) return new NixList([value]);
        Value[] items = new Value[(2 * matches.Count) + 1];
        int from = 0;
        for (int i = 0; i < matches.Count; i++)
        {
            items[2 * i] = Part(text.Text, from, matches[i][0]);
            items[(2 * i) + 1] = Groups(text.Text, matches[i]);
            from = matches[i][1];
        }

        items[^1] = Part(text.Text, from, text.Text.Length);
        return new NixList(items);
    }

    private static NixList Groups(string text, int[] match)
    {
        if (match.Length == 2) return NixList.Empty;
        Value[] groups = new Value[(match.Length / 2) - 1];
        for (int i = 0; i < groups.Length; i++)
        {
            int start = match[2 * (i + 1)];
            int end = match[(2 * (i + 1)) + 1];
            groups[i] = end < 0 ? NixNull.Instance : Part(text, start, end);
        }

        return new NixList(groups);
    }

    private static NixString Part(string text, int start, int end)
        => start == end ? NixString.Empty : new NixString(text[start..end]);

    private RegexPattern Compile(EvalSite site, string source)
    {
        if (_patterns.TryGetValue(source, out RegexPattern? pattern)) return pattern;
        try
        {
            pattern = new RegexPattern(source);
        }
        catch (RegexSyntaxException e)
        {
            throw Explain(site, source, e);
        }

        if (_patterns.Count == MaxPatterns) _patterns.Clear();
        _patterns.Add(source, pattern);
        return pattern;
    }

    private static EvalException Explain(EvalSite site, string source, RegexSyntaxException error)
        => site.Error(error.IsTooLarge ? $"memory limit exceeded by regular expression '{source}'" : $"invalid regular expression '{source}'");
}
