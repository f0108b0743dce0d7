using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Types;
using NixOci.Modules.Packages;

namespace NixOci.Modules.ModuleSystem;

/// <summary>What the parts of one module system share.</summary>
/// <param name="lib">The <c>lib</c> that the module system belongs to.</param>
internal sealed class ModuleContext(LibContext lib)
{
    private static readonly Symbol Success = "success";
    private OptionText? _text;
    private OptionMerges? _merges;
    private TypeCatalogue? _types;
    private InternalModule? _internalModule;

    public Interpreter Interpreter => lib.Interpreter;

    public BuiltinFunctions Builtins => lib.Builtins;

    /// <summary>The nixpkgs that is followed where releases differ.</summary>
    public PackageRelease Release => lib.Release;

    /// <summary>The <c>lib</c> that modules are given; a thunk.</summary>
    public Value Lib => lib.Self;

    /// <summary>Options and definitions in messages.</summary>
    public OptionText Text => _text ??= new OptionText(this);

    /// <summary>The merge functions that types share.</summary>
    public OptionMerges Merges => _merges ??= new OptionMerges(this);

    /// <summary>The types of <c>lib.types</c>.</summary>
    public TypeCatalogue Types => _types ??= new TypeCatalogue(lib, this);

    /// <summary>The module that every evaluation has.</summary>
    public InternalModule InternalModule => _internalModule ??= new InternalModule(this);

    /// <summary>What becomes of values that are not at hand, in the configuration that was collected last; mostly null.</summary>
    public Unknowns? Unknowns { get; set; }

    /// <summary>A member of a file of <c>lib</c>, forced.</summary>
    public Value Member(string file, Symbol name) => lib.Member(file, name);

    /// <summary>A value, or null where evaluating it throws, as <c>builtins.tryEval</c> tells.</summary>
    public Value? Try(Func<Value> compute)
    {
        AttrSet outcome = (AttrSet)Builtins.Call(EvalSite.None, "tryEval", new Thunk(compute));
        return outcome.Get(Success).ForceBool() ? outcome.Get(Attr.Value).Force() : null;
    }

    /// <summary>A value as it stands in an interpolated string.</summary>
    public string Interpolate(Value value)
        => Interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.CopyToStore, "").Text;

    /// <summary>What <c>toString</c> makes of a value.</summary>
    public NixString AsString(Value value)
        => value as NixString ?? Interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.More, "");

    /// <summary>Warns as <c>lib.warn</c> does and goes on with a value.</summary>
    public Value Warn(string message, Value value) => lib.Warn(EvalSite.None, message, value);
}
