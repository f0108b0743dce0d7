using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that put texts and files into the store.</summary>
/// <param name="interpreter">The store, and how values become paths.</param>
internal sealed class SourceBuiltins(Interpreter interpreter)
{
    private static readonly Symbol PathAttr = "path";
    private static readonly Symbol NameAttr = "name";
    private static readonly Symbol FilterAttr = "filter";
    private static readonly Symbol RecursiveAttr = "recursive";
    private static readonly Symbol HashAttr = "sha256";
    private readonly PathArguments _paths = new(interpreter);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        SourceBuiltins sources = new(interpreter);
        table.Add("__toFile", sources.ToFile);
        table.Add("__filterSource", sources.FilterSource);
        table.Add("__path", sources.AddPath);
    }

    private Value ToFile(EvalSite site, Value name, Value contents)
    {
        string fileName = name.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.toFile");
        NixString text = contents.ForceString(site, "while evaluating the second argument passed to builtins.toFile");
        foreach (string element in text.Context.Elements)
        {
            if (ContextElement.Decode(element).Kind == ContextKind.Path) continue;
            string reference = element.Replace(StorePaths.StoreDirectory + "/", "", StringComparison.Ordinal);
            throw site.Error($"files created by builtins.toFile may not reference derivations, but {fileName} references {reference}");
        }

        return InStore(interpreter.Store.AddText(fileName, text.Text, text.Context.Elements));
    }

    private Value FilterSource(EvalSite site, Value filter, Value source)
    {
        string path = _paths.Coerce(
            site,
            source,
            "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'",
            out StringContext references);
        Value predicate = filter.ForceFunction(site, "while evaluating the first argument passed to builtins.filterSource");
        return Add(site, BaseName(path), path, references, predicate, IngestionMethod.Archive, null);
    }

    private Value AddPath(EvalSite site, Value argument)
    {
        AttrSet parameters = argument.ForceAttrs(site, "while evaluating the argument passed to 'builtins.path'");
        string? path = null;
        string name = "";
        Value? filter = null;
        IngestionMethod method = IngestionMethod.Archive;
        NixHash? expected = null;
        StringContext references = StringContext.Empty;
        foreach ((Symbol key, Value value) in parameters.ByName)
        {
            PositionSite place = new(parameters.PositionOf(key));
            if (key == PathAttr)
            {
                path = _paths.Coerce(place, value, "while evaluating the 'path' attribute passed to 'builtins.path'", out references);
            }
            else if (key == NameAttr)
            {
                name = value.ForceStringNoContext(place, "while evaluating the `name` attribute passed to builtins.path");
            }
            else if (key == FilterAttr)
            {
                filter = value.ForceFunction(place, "while evaluating the `filter` parameter passed to builtins.path");
            }
            else if (key == RecursiveAttr)
            {
                bool recursive = value.ForceBool(place, "while evaluating the `recursive` attribute passed to builtins.path");
                method = recursive ? IngestionMethod.Archive : IngestionMethod.Flat;
            }
            else if (key == HashAttr)
            {
                string hash = value.ForceStringNoContext(place, "while evaluating the `sha256` attribute passed to builtins.path");
                expected = HashArguments.Parse(interpreter, hash, HashKind.Sha256);
            }
            else
            {
                throw place.Error($"unsupported argument '{key.Text}' to 'builtins.path'");
            }
        }

        if (path is null) throw site.Error("missing required 'path' attribute in the first argument to 'builtins.path'");
        return Add(site, name.Length > 0 ? name : BaseName(path), path, references, filter, method, expected);
    }

    private NixString Add(
        EvalSite site, string name, string path, StringContext references, Value? filter, IngestionMethod method, NixHash? expected)
    {
        try
        {
            if (_paths.FirstInvalid(references) is { } invalid) throw new EvalException($"path '{invalid}' is not valid");
            PathFilter? predicate = filter is null ? null : (entry, kind) => IsWanted(site, filter, entry, kind);
            return InStore(interpreter.Store.AddPath(name, path, method, predicate, expected));
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, $"while adding path '{path}'"))
        {
            throw;
        }
    }

    private static bool IsWanted(EvalSite site, Value filter, string path, FileKind kind)
        => filter.Call(site, new NixString(path), FileBuiltins.Describe(kind))
            .ForceBool(site, "while evaluating the return value of the path filter function");

    private static NixString InStore(string path) => new(path, StringContext.Of(ContextElement.ForPath(path)));

    private static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
