using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that evaluate other files and find them.</summary>
/// <param name="interpreter">What evaluates and finds files.</param>
internal sealed class ImportBuiltins(Interpreter interpreter)
{
    private static readonly Symbol PrefixAttr = "prefix";
    private static readonly Symbol PathAttr = "path";
    private readonly PathArguments _paths = new(interpreter);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        ImportBuiltins imports = new(interpreter);
        table.Add("import", imports.Import);
        table.Add("scopedImport", imports.ScopedImport);
        table.Add("__findFile", imports.FindFile);
    }

    private Value Import(EvalSite site, Value path) => interpreter.Import(site, _paths.Realise(site, path));

    private Value ScopedImport(EvalSite site, Value scope, Value path)
    {
        string file = _paths.Realise(site, path);
        AttrSet variables = scope.ForceAttrs(site, "while evaluating the first argument passed to builtins.scopedImport");
        return interpreter.ScopedImport(site, variables, file);
    }

    private Value FindFile(EvalSite site, Value searchPath, Value name)
    {
        NixList items = searchPath.ForceList(site, "while evaluating the first argument passed to builtins.findFile");
        SearchPathEntry[] entries = new SearchPathEntry[items.Count];
        for (int i = 0; i < entries.Length; i++) entries[i] = Entry(site, items[i]);
        string wanted = name.ForceStringNoContext(site, "while evaluating the second argument passed to builtins.findFile");
        return new NixPath(interpreter.FindFile(site, entries, wanted));
    }

    private SearchPathEntry Entry(EvalSite site, Value item)
    {
        AttrSet entry = item.ForceAttrs(site, "while evaluating an element of the list passed to builtins.findFile");
        string prefix = entry.TryGet(PrefixAttr, out Value? named)
            ? named.ForceStringNoContext(
                site, "while evaluating the `prefix` attribute of an element of the list passed to builtins.findFile")
            : "";
        NixString path = interpreter.Coercion.ToNixString(
            site,
            entry.Require(PathAttr, "in an element of the __nixPath"),
            CoercionMode.None,
            "while evaluating the `path` attribute of an element of the list passed to builtins.findFile");
        if (_paths.FirstInvalid(path.Context) is { } invalid)
        {
            throw site.Error($"cannot find '{path.Text}', since path '{invalid}' is not valid");
        }

        return new SearchPathEntry(prefix, path.Text);
    }
}
