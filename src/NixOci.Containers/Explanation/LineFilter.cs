using NixOci.Containers.Comparison;
using NixOci.Language.Evaluation;

namespace NixOci.Containers.Explanation;

/// <summary>Finds the lines of an explanation that a word means.</summary>
/// <param name="key">
/// A setting's key, with or without its section and a dot before it; a flag by any of its names; a variable; byte text.
/// </param>
public sealed class LineFilter(string key)
{
    private readonly string? _flag = key.StartsWith('-') ? RunFlag.Find(key.Split('=')[0]).Name : null;

    /// <summary>The lines that are meant. A setting that runs a script means the lines of the script, too.</summary>
    public IReadOnlyList<ExplainedLine> Apply(IReadOnlyList<ExplainedLine> lines) => [.. lines.Where(IsMeant)];

    /// <summary>Words that a misspelt one may have meant, best first.</summary>
    public IReadOnlyList<string> Near(IReadOnlyList<ExplainedLine> lines)
    {
        HashSet<string> candidates = [];
        foreach (ExplainedLine line in lines)
        {
            candidates.Add(line.Key);
            candidates.UnionWith(line.Names);
        }

        return Suggestion.BestMatches(candidates, _flag ?? key[(key.LastIndexOf('.') + 1)..]);
    }

    private bool IsMeant(ExplainedLine line)
    {
        if (_flag is not null) return line.Kind == LineKind.Argument && line.Names.Contains(_flag);
        return line.Key == key || $"{line.Section}.{line.Key}" == key || line.Names.Contains(key);
    }
}
