using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>The options that modules declare, submodules included, and looking them up by what a user writes.</summary>
public sealed class KnownOptions
{
    private const int MostSuggestions = 3;
    private readonly List<KnownOption> _all = [];

    /// <param name="lib">The <c>lib</c> in use.</param>
    /// <param name="options">The options of an evaluated configuration.</param>
    public KnownOptions(Lib lib, Value options)
    {
        foreach (Value item in lib["optionAttrSetToDocList"].Call(options).ForceList().Items)
        {
            KnownOption option = new(item.ForceAttrs());
            if (option.IsPublic) _all.Add(option);
        }

        _all.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<KnownOption> All => _all;

    /// <summary>
    /// The option of a path and all below it. A path may name an instance, such as <c>containers.web.image</c>; its last part may be the
    /// beginning of a name where none is that name.
    /// </summary>
    public IReadOnlyList<KnownOption> Find(IReadOnlyList<string> path)
    {
        List<KnownOption> found = Where(path, static (part, wanted) => part == wanted);
        return found.Count > 0 ? found : Where(path, static (part, wanted) => part.StartsWith(wanted, StringComparison.Ordinal));
    }

    /// <summary>Names that a path may have meant of which <see cref="Find"/> knows nothing, best first.</summary>
    public IReadOnlyList<string> Near(IReadOnlyList<string> path)
    {
        string word = string.Join('.', path);
        HashSet<string> candidates = [];
        foreach (KnownOption option in _all)
        {
            for (int length = 1; length <= option.Path.Count; length++)
            {
                candidates.Add(string.Join('.', option.Path.Take(length).Select(
                    (part, i) => IsFree(part) && i < path.Count ? path[i] : part)));
            }
        }

        IReadOnlyList<string> near = Suggestion.BestMatches(candidates, word);
        if (near.Count > 0) return near;
        List<string> alike = [];
        foreach (KnownOption option in _all)
        {
            if (alike.Count < MostSuggestions && option.Path[^1] == path[^1]) alike.Add(option.Name);
        }

        return alike;
    }

    private List<KnownOption> Where(IReadOnlyList<string> path, Func<string, string, bool> lastFits)
    {
        List<KnownOption> found = [];
        foreach (KnownOption option in _all)
        {
            if (Begins(option.Path, path, lastFits)) found.Add(option);
        }

        return found;
    }

    private static bool Begins(IReadOnlyList<string> option, IReadOnlyList<string> path, Func<string, string, bool> lastFits)
    {
        if (option.Count < path.Count) return false;
        for (int i = 0; i < path.Count; i++)
        {
            if (IsFree(option[i]) || option[i] == path[i]) continue;
            if (i < path.Count - 1 || !lastFits(option[i], path[i])) return false;
        }

        return true;
    }

    private static bool IsFree(string part) => part == "*" || (part.Length > 2 && part[0] == '<' && part[^1] == '>');
}
