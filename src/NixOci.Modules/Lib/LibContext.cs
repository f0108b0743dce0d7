using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>What the files of <c>lib</c> share: the interpreter and the fixed point of <c>lib</c> itself.</summary>
/// <param name="interpreter">The interpreter.</param>
/// <param name="self">The fixed point, extensions included; a thunk.</param>
internal sealed class LibContext(Interpreter interpreter, Value self)
{
    private ModuleContext? _modules;
    private LibSettings? _settings;

    /// <summary>The interpreter.</summary>
    public Interpreter Interpreter { get; } = interpreter;

    /// <summary>The fixed point, extensions included; a thunk.</summary>
    public Value Self { get; } = self;

    /// <summary>The interpreter's builtins.</summary>
    public BuiltinFunctions Builtins { get; } = new(interpreter);

    /// <summary>The nixpkgs that is followed where releases differ.</summary>
    public PackageRelease Release => (_settings ??= LibSettings.Of(Interpreter)).Release();

    /// <summary>The module system of this <c>lib</c>.</summary>
    public ModuleContext Modules => _modules ??= new ModuleContext(this);

    /// <summary>A file of <c>lib</c>, such as <c>lib.strings</c>.</summary>
    public AttrSet File(string name) => Select(Self.ForceAttrs(), name).ForceAttrs();

    /// <summary>A member of a file of <c>lib</c>.</summary>
    public Value Member(string file, Symbol name) => Select(File(file), name).Force();

    /// <summary>A value in a string: what <c>"${value}"</c> is.</summary>
    public NixString Interpolate(EvalSite site, Value value)
        => Interpreter.Coercion.ToNixString(site, value, CoercionMode.CopyToStore, "while evaluating a path segment");

    /// <summary>What <c>toString value</c> is.</summary>
    public NixString ToText(EvalSite site, Value value)
        => Interpreter.Coercion.ToNixString(site, value, CoercionMode.More, "while evaluating the first argument passed to builtins.toString");

    /// <summary>What <c>left + right</c> is.</summary>
    public Value Plus(EvalSite site, Value left, Value right)
    {
        Value first = left.Force(site);
        if (first is NixInt or NixFloat)
        {
            Value number = right.Force(site);
            if (number is NixInt or NixFloat) return Builtins.Call(site, "add", first, number);
            throw new TypeException($"cannot add {ValueTypes.Describe(number)} to {ValueTypes.Describe(first)}", site.Position);
        }

        CoercionMode mode = first is NixString ? CoercionMode.CopyToStore : CoercionMode.None;
        NixString start = Interpreter.Coercion.ToNixString(site, first, mode, "while evaluating a path segment");
        NixString end = Interpreter.Coercion.ToNixString(site, right, mode, "while evaluating a path segment");
        StringContext context = start.Context.Union(end.Context);
        if (first is not NixPath) return new NixString(start.Text + end.Text, context);
        return context.IsEmpty
            ? new NixPath(NixPaths.Canonicalize(start.Text + end.Text))
            : throw site.Error("a string that refers to a store path cannot be appended to a path");
    }

    /// <summary>Interpolated values one after another, separated.</summary>
    public NixString Join(EvalSite site, string separator, IReadOnlyList<Value> values)
        => Builtins.Call(site, "concatStringsSep", new NixString(separator), new NixList([.. values])).ForceString(site);

    /// <summary>What <c>lib.warn message value</c> is, forced.</summary>
    public Value Warn(EvalSite site, string message, Value value) => Builtins.Call(site, "warn", new NixString(message), value);

    private static Value Select(AttrSet set, Symbol name) => set[name] ?? throw MissingAttribute(set, name);

    /// <summary>The error of a selection that finds nothing.</summary>
    public static EvalException MissingAttribute(AttrSet set, Symbol name)
    {
        List<string> names = new(set.Count);
        foreach (Symbol other in set.Names) names.Add(other.Text);
        return new EvalException($"attribute '{name.Text}' missing") { Suggestions = Suggestion.BestMatches(names, name.Text) };
    }
}
