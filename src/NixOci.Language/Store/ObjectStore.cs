using System.Diagnostics.CodeAnalysis;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Language.Store;

/// <summary>
/// What would be in the Nix store: paths are computed as Nix computes them, nothing is written. The contents of what text
/// and files went in are kept, so that they can be written elsewhere.
/// </summary>
/// <param name="files">How files are seen.</param>
public sealed class ObjectStore(FileView files)
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CopiedSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _copies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownDerivation> _derivations = new(StringComparer.Ordinal);

    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>How files are seen.</summary>
    public FileView Files { get; } = files;

    /// <summary>
    /// The store path that a file or directory would be copied to by <c>"${./path}"</c>: its name, and the hash of its
    /// archive. A symbolic link is copied as such.
    /// </summary>
    public string CopyPath(EvalSite site, string path)
    {
        if (_copies.TryGetValue(path, out string? copied)) return copied;
        if (path.EndsWith(StorePaths.DerivationExtension, StringComparison.Ordinal))
        {
            throw new EvalException($"file names are not allowed to end in '{StorePaths.DerivationExtension}'");
        }

        string resolved = EvalFiles.ResolveLinks(Files, path, followLast: false);
        string name = path[(path.LastIndexOf('/') + 1)..];
        NixHash hash = ArchiveHasher.Hash(Files, resolved);
        copied = StorePathComputation.ForFixedOutput(name, IngestionMethod.Archive, hash);
        _sources[copied] = new CopiedSource(resolved, null);
        return _copies[path] = copied;
    }

    /// <summary>The store path of a file or directory under a name of its own, of which only some entries may be wanted.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">What is copied; symbolic links are followed.</param>
    /// <param name="method">Whether the file alone or its archive is hashed.</param>
    /// <param name="filter">Which entries of directories are wanted; all of them where there is none.</param>
    /// <param name="expected">The hash that the user expects, if any.</param>
    public string AddPath(string name, string path, IngestionMethod method, PathFilter? filter, NixHash? expected)
    {
        string resolved = EvalFiles.ResolveLinks(Files, path, followLast: true);
        List<string>? kept = filter is null ? null : [];
        NixHash hash = method == IngestionMethod.Archive
            ? ArchiveHasher.Hash(Files, resolved, filter, kept)
            : NixHash.Of(HashKind.Sha256, ReadFlat(resolved));
        string added = StorePathComputation.ForFixedOutput(name, method, hash);
        if (expected is not null && StorePathComputation.ForFixedOutput(name, method, expected) != added)
        {
            throw new EvalException($"store path mismatch in (possibly filtered) path added from '{path}'");
        }

        _sources[added] = new CopiedSource(resolved, kept);
        return added;
    }

    /// <summary>The store path of a text that may refer to other store paths.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">The text.</param>
    /// <param name="references">The store paths that it refers to, in byte order.</param>
    public string AddText(string name, string text, IReadOnlyCollection<string> references)
    {
        string path = StorePathComputation.ForText(name, text, references);
        _texts[path] = text;
        return path;
    }

    /// <summary>
    /// The path of a derivation's file. The derivation is kept: others may take its outputs as inputs from now on.
    /// </summary>
    public string AddDerivation(Derivation derivation)
    {
        SortedSet<string> references = new(derivation.InputSources, StringComparer.Ordinal);
        references.UnionWith(derivation.InputDerivations.Keys);
        string path = AddText(derivation.Name + StorePaths.DerivationExtension, derivation.ToText(), references);
        if (!_derivations.ContainsKey(path))
        {
            _derivations.Add(path, new KnownDerivation(derivation, HashModulo(derivation, maskOutputs: false)));
        }

        return path;
    }

    /// <summary>
    /// The hash of a derivation that does not change where only the way to fixed outputs does: that of its text, in which inputs
    /// are replaced by their own hashes.
    /// </summary>
    /// <param name="derivation">The derivation.</param>
    /// <param name="maskOutputs">Whether the outputs' paths are left out, as they are while they are being computed.</param>
    public NixHash HashModulo(Derivation derivation, bool maskOutputs)
    {
        if (derivation.HasFixedOutput)
        {
            DerivationOutput output = derivation.Outputs["out"];
            return NixHash.OfText(
                HashKind.Sha256, $"fixed:out:{output.HashAlgorithm}:{output.Hash!.ToText(HashFormat.Base16)}:{output.Path}");
        }

        SortedDictionary<string, SortedSet<string>> inputs = new(StringComparer.Ordinal);
        foreach ((string path, SortedSet<string> outputs) in derivation.InputDerivations)
        {
            string hash = Known(path).Modulo.ToText(HashFormat.Base16);
            if (inputs.TryGetValue(hash, out SortedSet<string>? others)) others.UnionWith(outputs);
            else inputs.Add(hash, new SortedSet<string>(outputs, StringComparer.Ordinal));
        }

        return NixHash.OfText(HashKind.Sha256, derivation.ToText(inputs, maskOutputs));
    }

    /// <summary>The text of a store path that <c>toFile</c> or a derivation made.</summary>
    public bool TryGetText(string storePath, [NotNullWhen(true)] out string? text) => _texts.TryGetValue(storePath, out text);

    /// <summary>Takes a store path as there is one, as <c>builtins.storePath</c> does in Nix where nothing is written.</summary>
    public void AddNamed(string storePath) => _named.Add(storePath);

    /// <summary>Whether the program named a store path itself, with its hash.</summary>
    public bool IsNamed(string storePath) => _named.Contains(storePath);

    /// <summary>Where a store path was copied from: a file, directory or symbolic link.</summary>
    public bool TryGetSource(string storePath, [NotNullWhen(true)] out string? originalPath)
    {
        originalPath = _sources.TryGetValue(storePath, out CopiedSource? source) ? source.OriginalPath : null;
        return originalPath is not null;
    }

    /// <summary>
    /// Which entries of a copied directory are wanted, as paths relative to it; false where all of them are or nothing is known.
    /// </summary>
    public bool TryGetKeptEntries(string storePath, [NotNullWhen(true)] out IReadOnlyList<string>? entries)
    {
        entries = _sources.TryGetValue(storePath, out CopiedSource? source) ? source.Kept : null;
        return entries is not null;
    }

    /// <summary>The derivation that a store path is the file of.</summary>
    public bool TryGetDerivation(string storePath, [NotNullWhen(true)] out Derivation? derivation)
    {
        derivation = _derivations.TryGetValue(storePath, out KnownDerivation? known) ? known.Derivation : null;
        return derivation is not null;
    }

    private KnownDerivation Known(string path)
        => _derivations.TryGetValue(path, out KnownDerivation? known) ? known : throw new EvalException($"path '{path}' is not valid");

    private byte[] ReadFlat(string path)
    {
        EvalFiles.KindOf(Files, path);
        return EvalFiles.ReadBytes(Files, path);
    }

    private sealed record CopiedSource(string OriginalPath, IReadOnlyList<string>? Kept);

    private sealed record KnownDerivation(Derivation Derivation, NixHash Modulo);
}
