using NixOci.Language.Source;

namespace NixOci.Modules.Packages;

/// <summary>
/// Shows evaluation the files that it wrote itself: <c>builtins.readFile (pkgs.writeText …)</c> makes Nix build the file first,
/// here its text is known already. All other paths are those of another view.
/// </summary>
/// <param name="store">What was written.</param>
/// <param name="files">The view of all other paths.</param>
public sealed class SymbolicFileView(SymbolicStore store, FileView files) : FileView
{
    /// <inheritdoc/>
    public override FileKind KindOf(string path)
    {
        if (Written(path) is not { } written) return files.KindOf(Place(path));
        if (path == written.FilePath) return FileKind.Regular;
        return IsAbove(path, written) ? FileKind.Directory : FileKind.Missing;
    }

    /// <inheritdoc/>
    public override FileView? Shared => files.Shared;

    /// <inheritdoc/>
    public override NixException? Refusal(string path) => Written(path) is null ? files.Refusal(Place(path)) : null;

    /// <inheritdoc/>
    public override bool Exists(string path)
        => Written(path) is { } written ? path == written.FilePath || IsAbove(path, written) : files.Exists(Place(path));

    /// <inheritdoc/>
    public override bool IsDirectory(string path)
        => Written(path) is { } written ? IsAbove(path, written) : files.IsDirectory(Place(path));

    /// <inheritdoc/>
    public override byte[] ReadBytes(string path)
    {
        if (Written(path) is not { } written) return files.ReadBytes(Place(path));
        return path == written.FilePath ? ByteText.ToBytes(written.Text.Text) : throw new FileNotFoundException(null, path);
    }

    /// <inheritdoc/>
    public override string ReadLink(string path)
        => Written(path) is not null ? throw new IOException("not a symbolic link") : files.ReadLink(Place(path));

    /// <inheritdoc/>
    public override IReadOnlyList<string> List(string path)
    {
        if (Written(path) is not { } written) return files.List(Place(path));
        if (!IsAbove(path, written)) throw new DirectoryNotFoundException(path);
        string below = written.FilePath[(path.Length + 1)..];
        int slash = below.IndexOf('/');
        return [slash < 0 ? below : below[..slash]];
    }

    /// <inheritdoc/>
    public override bool IsExecutable(string path)
        => Written(path) is { } written ? written.IsExecutable : files.IsExecutable(Place(path));

    private TextObject? Written(string path) => store.OriginalOf(path) is null ? store.Find(path) as TextObject : null;

    /// <summary>Where a path is on disk: what was copied to the store lies where it was copied from.</summary>
    private string Place(string path) => store.OriginalOf(path) ?? path;

    private static bool IsAbove(string path, TextObject written)
        => written.FilePath.Length > path.Length + 1 && written.FilePath[path.Length] == '/'
            && written.FilePath.StartsWith(path, StringComparison.Ordinal);
}
