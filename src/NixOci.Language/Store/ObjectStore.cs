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
    /// <summary>How files are seen.</summary>
    public FileView Files { get; } = files;

    /// <summary>
    /// The store path that a file or directory would be copied to by <c>"${./path}"</c>: its name, and the hash of its
    /// archive.
    /// </summary>
    public string CopyPath(EvalSite site, string path)
        => throw site.Error($"path '{path}' cannot be copied to the store");
}
