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

    private readonly Dictionary<string, StoreObject[]> _direct = new(StringComparer.Ordinal);
    private readonly HashSet<StoreObject> _found = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<StoreObject> _pending = new();
    private readonly List<StoreObject> _scanned = [];

    /// <summary>
    /// All objects that a text refers to, also by way of other objects, in the order of their names: an order by paths would change
    /// with every text.
    /// </summary>
    public IReadOnlyList<StoreObject> Find(NixString text)
    {
        _found.Clear();
        foreach (StoreObject reference in Scan(text)) _pending.Push(reference);
        while (_pending.TryPop(out StoreObject? reference))
        {
            if (!_found.Add(reference)) continue;
            foreach (StoreObject next in DirectReferences(reference)) _pending.Push(next);
        }

        StoreObject[] ordered = [.. _found];
        Array.Sort(ordered, static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var names && names != 0
            ? names
            : string.CompareOrdinal(left.StorePath, right.StorePath));
        return ordered;
    }

    /// <summary>Several units may share a file; it is scanned once.</summary>
    private StoreObject[] DirectReferences(StoreObject from)
    {
        if (_direct.TryGetValue(from.StorePath, out StoreObject[]? known)) return known;
        StoreObject[] direct = from switch
        {
            TextObject file => Scan(file.Text),
            LinkObject links => ScanAll(links.Links),
            _ => [],
        };
        _direct.Add(from.StorePath, direct);
        return direct;
    }

    private StoreObject[] ScanAll(IReadOnlyList<StoreLink> links)
    {
        List<StoreObject> found = [];
        foreach (StoreLink link in links) found.AddRange(Scan(link.Target));
        return [.. found];
    }

    private StoreObject[] Scan(NixString text)
    {
        _scanned.Clear();
        store.AddReferencesOf(text, _scanned);
        string bytes = text.Text;
        for (int at = bytes.IndexOf(Prefix, StringComparison.Ordinal); at >= 0;)
        {
            int end = at + Prefix.Length;
            while (end < bytes.Length && StorePaths.NameCharacters.Contains(bytes[end])) end++;
            if (store.Find(bytes.AsSpan(at, end - at)) is { } reference) _scanned.Add(reference);
            at = bytes.IndexOf(Prefix, end, StringComparison.Ordinal);
        }

        return [.. _scanned];
    }
}
