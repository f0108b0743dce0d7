using NixOci.Language.Store;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Systemd.Collection;

/// <summary>
/// Finds what a text refers to in the store: as Nix does for what it has built, by the paths that stand in it, so that a
/// reference counts even where its context was discarded.
/// </summary>
/// <param name="store">The objects that evaluation has named.</param>
internal sealed class ReferenceScanner(SymbolicStore store)
{
    private const string Prefix = StorePaths.StoreDirectory + "/";

    private readonly Dictionary<string, IReadOnlyList<StoreObject>> _direct = new(StringComparer.Ordinal);

    /// <summary>
    /// All objects that a text refers to, also by way of other objects, in the order of their names: an order by paths would change
    /// with every text.
    /// </summary>
    public IReadOnlyList<StoreObject> Find(NixString text)
    {
        Dictionary<string, StoreObject> found = new(StringComparer.Ordinal);
        Stack<StoreObject> pending = new(Scan(text));
        while (pending.TryPop(out StoreObject? reference))
        {
            if (!found.TryAdd(reference.StorePath, reference)) continue;
            foreach (StoreObject next in DirectReferences(reference)) pending.Push(next);
        }

        List<StoreObject> ordered = [.. found.Values];
        ordered.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var names && names != 0
            ? names
            : string.CompareOrdinal(left.StorePath, right.StorePath));
        return ordered;
    }

    /// <summary>Several units may share a file; it is scanned once.</summary>
    private IReadOnlyList<StoreObject> DirectReferences(StoreObject from)
    {
        if (_direct.TryGetValue(from.StorePath, out IReadOnlyList<StoreObject>? known)) return known;
        IReadOnlyList<StoreObject> direct = from switch
        {
            TextObject file => Scan(file.Text),
            LinkObject links => ScanAll(links.Links),
            _ => [],
        };
        _direct.Add(from.StorePath, direct);
        return direct;
    }

    private List<StoreObject> ScanAll(IReadOnlyList<StoreLink> links)
    {
        List<StoreObject> found = [];
        foreach (StoreLink link in links) found.AddRange(Scan(link.Target));
        return found;
    }

    private List<StoreObject> Scan(NixString text)
    {
        List<StoreObject> found = [.. store.ReferencesOf(text)];
        string bytes = text.Text;
        for (int at = bytes.IndexOf(Prefix, StringComparison.Ordinal); at >= 0;)
        {
            int end = at + Prefix.Length;
            while (end < bytes.Length && IsNameCharacter(bytes[end])) end++;
            if (store.Find(bytes[at..end]) is { } reference) found.Add(reference);
            at = bytes.IndexOf(Prefix, end, StringComparison.Ordinal);
        }

        return found;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.' or '_' or '?' or '=';
}
