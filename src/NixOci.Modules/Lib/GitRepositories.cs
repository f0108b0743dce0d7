using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The commit that a repository is at, or why it cannot be told.</summary>
/// <param name="Id">The commit; null where it is not known.</param>
/// <param name="Error">Why it is not known.</param>
internal readonly record struct GitCommit(NixString? Id, string Error);

/// <summary>Reads from a directory <c>.git</c> which commit is checked out.</summary>
/// <param name="lib">What the files share.</param>
internal sealed class GitRepositories(LibContext lib)
{
    private const string Reference = "ref: ";
    private const string WorkTree = "gitdir: ";

    /// <summary>The commit that <c>HEAD</c> names.</summary>
    public GitCommit Commit(EvalSite site, Value path) => Resolve(site, "HEAD", path);

    private GitCommit Resolve(EvalSite site, string file, Value path)
    {
        EvalStack.EnsureSpace(site);
        string directory = lib.ToText(site, path).Text;
        if (IsFile(site, directory)) return ResolveWorkTree(site, file, directory);
        string fileName = directory + "/" + file;
        if (IsFile(site, fileName))
        {
            string content = Content(site, fileName);
            return content.StartsWith(Reference, StringComparison.Ordinal)
                ? Resolve(site, content[Reference.Length..], path)
                : new GitCommit(new NixString(content), "");
        }

        string packed = directory + "/packed-refs";
        return IsFile(site, packed)
            ? FindPacked(site, file, packed)
            : new GitCommit(null, "Not a .git directory: " + directory);
    }

    /// <summary>A file <c>.git</c> says where the repository of a work tree is.</summary>
    private GitCommit ResolveWorkTree(EvalSite site, string file, string path)
    {
        string content = Content(site, path);
        if (!content.StartsWith(WorkTree, StringComparison.Ordinal))
        {
            return new GitCommit(null, "File contains no gitdir reference: " + path);
        }

        string gitDirectory = NixPaths.Resolve(path[..path.LastIndexOf('/')], content[WorkTree.Length..]);
        string common = gitDirectory + "/commondir";
        string commonDirectory = NixPaths.Resolve(gitDirectory, IsFile(site, common) ? Content(site, common) : gitDirectory);
        string reference = $"{gitDirectory}/{file}";
        if (reference.StartsWith(commonDirectory + "/", StringComparison.Ordinal)) reference = reference[(commonDirectory.Length + 1)..];
        return Resolve(site, reference, new NixString(commonDirectory));
    }

    private GitCommit FindPacked(EvalSite site, string file, string packed)
    {
        foreach (string line in Content(site, packed).Split('\n'))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && line[0] != '#' && line[(blank + 1)..] == file) return new GitCommit(new NixString(line[..blank]), "");
        }

        return new GitCommit(null, $"Could not find {file} in {packed}");
    }

    private bool IsFile(EvalSite site, string path) => FilesystemLib.IsOfType(site, lib, new NixString(path), "regular");

    private string Content(EvalSite site, string path)
    {
        string text = lib.Builtins.Call(site, "readFile", new NixString(path)).ForceString(site).Text;
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
