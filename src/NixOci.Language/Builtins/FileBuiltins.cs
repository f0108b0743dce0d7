using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that look at files.</summary>
/// <param name="interpreter">Which files there are.</param>
internal sealed class FileBuiltins(Interpreter interpreter)
{
    private static readonly NixString Regular = new("regular");
    private static readonly NixString Directory = new("directory");
    private static readonly NixString Symlink = new("symlink");
    private static readonly NixString Unknown = new("unknown");
    private readonly PathArguments _paths = new(interpreter);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        FileBuiltins files = new(interpreter);
        table.Add("__pathExists", files.Exists);
        table.Add("__readFile", files.Read);
        table.Add("__readDir", files.List);
        table.Add("__readFileType", files.TypeOf);
    }

    private Value Exists(EvalSite site, Value value)
    {
        // A path value never ends in a slash; a string that does asks for a directory.
        bool mustBeDirectory = value.Force(site) is NixString { Text: var text }
            && (text.EndsWith('/') || text.EndsWith("/.", StringComparison.Ordinal));
        FileView files = interpreter.Options.Files;
        string path = _paths.Realise(site, value);
        if (!mustBeDirectory && interpreter.PathExists(path)) return NixBool.True;
        string resolved = _paths.ResolveLinks(path, followLast: mustBeDirectory);
        FileKind kind = files.KindOf(resolved);
        return NixBool.Of(mustBeDirectory ? kind == FileKind.Directory : kind != FileKind.Missing);
    }

    private Value Read(EvalSite site, Value value)
    {
        string path = _paths.ResolveLinks(_paths.Realise(site, value), followLast: true);
        byte[] bytes = EvalFiles.ReadBytes(interpreter.Options.Files, path);
        return bytes.AsSpan().Contains((byte)0)
            ? throw site.Error($"the contents of the file '{path}' cannot be represented as a Nix string")
            : new NixString(ByteText.FromBytes(bytes));
    }

    private Value List(EvalSite site, Value value)
    {
        string given = _paths.Realise(site, value);
        string path = _paths.ResolveLinks(given, followLast: true);
        FileView files = interpreter.Options.Files;
        IReadOnlyList<string> names = EvalFiles.List(files, path);
        interpreter.NoteListing(given, names);
        AttrSetBuilder result = new(names.Count);
        string parent = path.Length == 1 ? "/" : path + "/";
        foreach (string name in names) result.Add(name, Describe(files.KindOf(parent + name)));
        return result.Build();
    }

    private Value TypeOf(EvalSite site, Value value)
        => Describe(EvalFiles.KindOf(interpreter.Options.Files, _paths.Realise(site, value)));

    internal static NixString Describe(FileKind kind) => kind switch
    {
        FileKind.Regular => Regular,
        FileKind.Directory => Directory,
        FileKind.Symlink => Symlink,
        _ => Unknown,
    };
}
