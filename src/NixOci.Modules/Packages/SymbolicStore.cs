using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>
/// The store objects that an evaluation has named so far. Paths have the form of Nix's own; their hashes tell contents apart
/// but are not the ones that Nix would compute, because nothing is built.
/// </summary>
public sealed class SymbolicStore
{
    private const string HashCharacters = "0123456789abcdfghijklmnpqrsvwxyz";
    private readonly Dictionary<string, StoreObject> _objects = new(StringComparer.Ordinal);
    private Dictionary<string, StoreObject>.AlternateLookup<ReadOnlySpan<char>>? _objectsBySpan;

    /// <summary>Everything that was named, in no particular order.</summary>
    public IReadOnlyCollection<StoreObject> Objects => _objects.Values;

    /// <summary>What the language itself put into the store: files that were copied, and texts that <c>toFile</c> wrote; may be null.</summary>
    public ObjectStore? Copies { get; set; }

    /// <summary>The path of an object.</summary>
    /// <param name="fingerprint">Byte text that is equal exactly for objects of equal contents.</param>
    /// <param name="name">The name that follows the hash.</param>
    public static string PathOf(string fingerprint, string name)
    {
        NixHash hash = NixHash.OfText(HashKind.Sha256, fingerprint);
        return string.Concat(StorePaths.StoreDirectory, "/", Base32(hash.Bytes), "-" + name);
    }

    /// <summary>Keeps an object; of several with one path the first stays, since they are equal.</summary>
    public void Add(StoreObject added) => _objects.TryAdd(added.StorePath, added);

    /// <summary>The object that a path leads to or into, or null.</summary>
    /// <param name="path">A store path, or a path below one.</param>
    public StoreObject? Find(string path) => Find(path.AsSpan());

    /// <summary>The object that a path leads to or into, or null.</summary>
    /// <param name="path">A store path, or a path below one.</param>
    public StoreObject? Find(ReadOnlySpan<char> path)
    {
        if (!StorePaths.IsInStore(path)) return null;
        int end = path[(StorePaths.StoreDirectory.Length + 1)..].IndexOf('/');
        ReadOnlySpan<char> whole = end < 0 ? path : path[..(StorePaths.StoreDirectory.Length + 1 + end)];
        _objectsBySpan ??= _objects.GetAlternateLookup<ReadOnlySpan<char>>();
        if (_objectsBySpan.Value.TryGetValue(whole, out StoreObject? known)) return known;
        if (Copies is null) return null;
        string copiedPath = whole.ToString();
        if (CopiedObjects.Find(Copies, copiedPath) is not { } copied) return null;
        _objects.Add(copiedPath, copied);
        return copied;
    }

    /// <summary>Where a path into the store was copied from: the same place in what was copied; null where it was not.</summary>
    /// <param name="path">A store path, or a path below one.</param>
    internal string? OriginalOf(string path)
    {
        if (Copies is null || !StorePaths.IsInStore(path)) return null;
        int end = path.IndexOf('/', StorePaths.StoreDirectory.Length + 1);
        string whole = end < 0 ? path : path[..end];
        return Copies.TryGetSource(whole, out string? original) ? original + path[whole.Length..] : null;
    }

    /// <summary>The objects that a string refers to by its context, in the order of their paths.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Where they go.</param>
    public void AddReferencesOf(NixString text, List<StoreObject> found)
    {
        IReadOnlyList<string> elements = text.Context.Elements;
        for (int i = 0; i < elements.Count; i++)
        {
            if (Find(elements[i]) is { } reference) found.Add(reference);
        }
    }

    private static string Base32(ReadOnlySpan<byte> hash)
    {
        // 32 characters of 5 bits: the first 160 bits.
        Span<char> text = stackalloc char[StorePaths.HashLength];
        for (int i = 0; i < text.Length; i++)
        {
            int bit = i * 5, index = bit / 8, shift = bit % 8;
            int pair = hash[index] | (hash[index + 1] << 8);
            text[i] = HashCharacters[(pair >> shift) & 31];
        }

        return text.ToString();
    }
}
