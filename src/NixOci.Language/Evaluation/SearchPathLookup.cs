using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>Finds what <c>&lt;name&gt;</c> stands for.</summary>
/// <param name="interpreter">Which files there are, and where warnings go.</param>
internal sealed class SearchPathLookup(Interpreter interpreter)
{
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);

    /// <summary>The absolute path of the first entry that has the name.</summary>
    public string Find(EvalSite site, IReadOnlyList<SearchPathEntry> entries, string name)
    {
        foreach (SearchPathEntry entry in entries)
        {
            if (Suffix(entry.Prefix, name) is not { } suffix || RootOf(entry) is not { } root) continue;
            string candidate = NixPaths.Canonicalize(root + "/" + suffix);
            if (interpreter.IsHostPath(candidate)) return candidate;
            string resolved = EvalFiles.ResolveLinks(interpreter.Options.Files, candidate, followLast: true);
            if (interpreter.PathExists(resolved)) return resolved;
        }

        foreach (SearchPathEntry entry in interpreter.Options.HostSearchPath)
        {
            if (Suffix(entry.Prefix, name) is not { } suffix) continue;
            string candidate = NixPaths.Canonicalize(entry.Path + "/" + suffix);
            if (interpreter.IsHostPath(candidate) || IsInHostDirectory(candidate)) return candidate;
        }

        return name == CoreFiles.FetchUrlName
            ? CoreFiles.FetchUrlPath
            : throw new ThrownException(
                $"file '{name}' was not found in the Nix search path (add it using $NIX_PATH or -I)") { Position = site.Position };
    }

    private bool IsInHostDirectory(string path)
    {
        foreach (string directory in interpreter.Options.HostDirectories)
        {
            if (path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What of a name lies below an entry with a prefix; null where the prefix is not the name's.</summary>
    private static string? Suffix(string prefix, string name)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        if (prefix.Length == 0 || prefix.Length == name.Length) return name[prefix.Length..];
        return name[prefix.Length] == '/' ? name[(prefix.Length + 1)..] : null;
    }

    private string? RootOf(SearchPathEntry entry)
    {
        if (SearchPathText.IsUrl(entry.Path)) return Ignore(entry.Path, "cannot be downloaded");
        string path = NixPaths.Resolve(interpreter.Options.WorkingDirectory, entry.Path);
        return interpreter.PathExists(path) ? path : Ignore(entry.Path, "does not exist");
    }

    private string? Ignore(string path, string reason)
    {
        if (_ignored.Add(path))
        {
            interpreter.Options.Messages.WriteLine(
                ByteText.ToUnicode($"warning: Nix search path entry '{path}' {reason}, ignoring"));
        }

        return null;
    }
}
