using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;

namespace NixOci.Containers.Flakes;

/// <summary>The inputs of a flake.</summary>
/// <param name="settings">How configurations are evaluated.</param>
/// <param name="flake">The flake.</param>
/// <param name="root">The flake that the command line names.</param>
/// <param name="path">The way to the flake from there, for example <c>a/b/</c>; empty for the flake itself.</param>
/// <param name="given">What the flake that this one is an input of says of the inputs.</param>
/// <param name="overrides">Paths for inputs by their names from the top.</param>
internal sealed class FlakeInputs(
    SystemSettings settings,
    Flake flake,
    Flake root,
    string path,
    AttrSet given,
    IReadOnlyDictionary<string, string> overrides)
{
    private readonly List<string> _symbolic = [];
    private AttrSet? _values;

    /// <summary>The values by the inputs' names, each evaluated when it is needed.</summary>
    public AttrSet Values => _values ??= Create();

    /// <summary>The names of inputs that are not at hand, those of the flake itself only.</summary>
    public IReadOnlyList<string> Symbolic
    {
        get
        {
            _ = Values;
            return _symbolic;
        }
    }

    private AttrSet Create()
    {
        AttrSet declared = flake.File["inputs"]?.ForceAttrs() ?? AttrSet.Empty;
        AttrSetBuilder values = new(declared.Count);
        foreach ((Symbol name, Value declaration) in declared.ByName) values.Add(name, Input(name.Text, InputDeclaration.Of(declaration)));
        foreach (string name in AskedFor())
        {
            if (name != "self" && !declared.Has(name)) values.Add(name, Input(name, InputDeclaration.Implicit));
        }

        return values.Build();
    }

    /// <summary>The inputs that <c>outputs</c> takes by name; those that are not declared are looked up by their names alone.</summary>
    private IEnumerable<string> AskedFor()
    {
        if (flake.File["outputs"]?.Force() is not { } outputs || outputs is not Function) yield break;
        AttrSet formals = settings.Interpreter.BuiltinSet["functionArgs"]!.Call(outputs).ForceAttrs();
        foreach ((Symbol name, _) in formals.ByName) yield return name.Text;
    }

    private Value Input(string name, InputDeclaration declaration)
    {
        if (given[name] is { } said)
        {
            InputDeclaration outer = InputDeclaration.Of(said);
            if (outer.Follows is not null || outer.Url is not null) declaration = outer;
        }

        string whole = path + name;
        if (overrides.TryGetValue(whole, out string? directory)) return Local(directory, whole, declaration);
        if (declaration.Follows is { } followed) return new Thunk(() => Follow(whole, followed));
        if (declaration.LocalPath(flake.Directory) is { } local && settings.Interpreter.Options.Files.Exists(local))
        {
            return Local(local, whole, declaration);
        }

        if (declaration.IsNixpkgs(name)) return new Thunk(() => NixpkgsFlake.Create(settings));
        _symbolic.Add(name);
        return settings.Unknowns.Symbol(UnknownKind.Input, "inputs." + whole.Replace("/", ".inputs.", StringComparison.Ordinal));
    }

    private Thunk Local(string directory, string whole, InputDeclaration declaration)
    {
        FileView files = settings.Interpreter.Options.Files;
        bool isFlake = declaration.IsFlake && files.IsDirectory(directory) && Flake.IsIn(files, directory);
        return new Thunk(() => isFlake
            ? new Flake(settings, directory, root, whole + "/", declaration.Inputs, overrides).Value
            : Flake.SourceTree(directory));
    }

    /// <summary>The input that another one is the same as: its path is meant from the flake that the command line names.</summary>
    private Value Follow(string whole, string followed)
    {
        Value value = root.Inputs.Values;
        string[] names = followed.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < names.Length; i++)
        {
            AttrSet set = i == 0 ? (AttrSet)value : value.ForceAttrs()["inputs"]?.ForceAttrs() ?? AttrSet.Empty;
            value = set[names[i]]?.Force()
                ?? throw new FlakeException($"input '{whole}' follows a non-existent input '{followed}'");
        }

        return value;
    }
}
