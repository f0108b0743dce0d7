using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Syntax;

namespace NixOci.Language.Evaluation.ReadingAhead;

/// <summary>
/// Reads and parses files that nobody has asked for yet, on any thread. It notes nothing that evaluation could notice: names keep to the
/// text, and whatever goes wrong is left to whoever asks for the file, who will meet the same error.
/// </summary>
/// <param name="files">How files are seen, by several threads at once.</param>
/// <param name="options">What evaluation sees.</param>
internal sealed class AheadReader(FileView files, InterpreterOptions options)
{
    private const string Extension = ".nix";

    /// <summary>
    /// Whether a path literal looks like something that is imported: a Nix file, or a directory, whose names have no extension as a rule.
    /// </summary>
    public bool IsPromising(string path)
    {
        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        return (name.EndsWith(Extension, StringComparison.Ordinal) || (name.Length > 0 && !name.Contains('.')))
            && !StorePaths.IsInStore(path)
            && !options.HostFiles.ContainsKey(path);
    }

    /// <summary>What importing a path would read, parsed; null where that has to wait until it is imported.</summary>
    public ParsedSource? Read(string path)
    {
        try
        {
            if (!files.Exists(path)) return null;
            string file = ImportPath.Resolve(files, path);
            string real = EvalFiles.ResolveLinks(files, file, followLast: true);
            if (!file.EndsWith(Extension, StringComparison.Ordinal) || StorePaths.IsInStore(file) || StorePaths.IsInStore(real)) return null;
            if (options.HostFiles.ContainsKey(file)) return null;
            return files.ReadInAdvance(real, options.ReadAhead.LongestFile) is { } bytes
                ? NixParser.Read(SourceFile.FromBytes(file, bytes), options.HomeDirectory, SourceNames.OfOneText())
                : null;
        }
        catch (Exception)
        {
            // Whatever it is, it belongs to whoever imports the file, and to nobody where nobody does.
            return null;
        }
    }
}
