using NixOci.Language.Evaluation;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins about the text of paths.</summary>
/// <param name="interpreter">How values become strings and paths.</param>
internal sealed class PathBuiltins(Interpreter interpreter)
{
    private readonly PathArguments _paths = new(interpreter);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        PathBuiltins paths = new(interpreter);
        table.Add("baseNameOf", paths.BaseName);
        table.Add("dirOf", paths.Directory);
        table.Add("__toPath", paths.ToPath);
        table.Add("__storePath", paths.ToStorePath);
    }

    private Value BaseName(EvalSite site, Value value)
    {
        NixString path = interpreter.Coercion.ToNixString(
            site, value, CoercionMode.None, "while evaluating the first argument passed to builtins.baseNameOf");
        string text = path.Text;

        // One slash at the end does not count; more than one do.
        int end = text.Length > 1 && text[^1] == '/' ? text.Length - 1 : text.Length;
        int start = end == 0 ? 0 : text.LastIndexOf('/', end - 1) + 1;
        return new NixString(text[start..end], path.Context);
    }

    private Value Directory(EvalSite site, Value value)
    {
        if (value.Force(site) is NixPath literal)
        {
            int last = literal.Path.LastIndexOf('/');
            return literal.Path.Length == 1 ? literal : new NixPath(last == 0 ? "/" : literal.Path[..last]);
        }

        NixString path = interpreter.Coercion.ToNixString(
            site, value, CoercionMode.None, "while evaluating the first argument passed to 'builtins.dirOf'");
        return new NixString(DirectoryOf(path.Text), path.Context);
    }

    /// <summary>What comes before the last component, without the slashes between them; a root stays what it is.</summary>
    private static string DirectoryOf(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash < 0) return ".";
        ReadOnlySpan<char> directory = path.AsSpan(0, slash).TrimEnd('/');
        if (directory.Length > 0) return directory.ToString();
        return slash == path.Length - 1 ? path : "/";
    }

    private Value ToPath(EvalSite site, Value value)
    {
        string path = _paths.Coerce(
            site, value, "while evaluating the first argument passed to builtins.toPath", out StringContext references);
        return new NixString(path, references);
    }

    private Value ToStorePath(EvalSite site, Value value)
    {
        string path = _paths.Coerce(
            site, value, "while evaluating the first argument passed to 'builtins.storePath'", out StringContext references);

        // A symbolic link that is a store path itself is not followed.
        if (!StorePaths.IsStorePath(path)) path = EvalFiles.ResolveLinks(interpreter.Options.Files, path, followLast: true);
        if (!StorePaths.IsInStore(path)) throw site.Error($"path '{path}' is not in the Nix store");
        string top = StorePaths.TopOf(path);
        if (!StorePaths.IsStorePath(top))
        {
            throw site.Error($"path '{top[(StorePaths.StoreDirectory.Length + 1)..]}' is not a valid store path");
        }

        interpreter.Store.AddNamed(top);
        return new NixString(path, references.Union(StringContext.Of(ContextElement.ForPath(top))));
    }
}
