using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>What the families of functions in the package set share.</summary>
internal sealed class Nixpkgs(Interpreter interpreter, Lib lib, Deferred<PackageRelease> release, SymbolicStore store, string system)
{
    /// <summary>Imports, coerces, sees files.</summary>
    public Interpreter Interpreter { get; } = interpreter;

    /// <summary>nixpkgs' <c>lib</c>.</summary>
    public Lib Lib { get; } = lib;

    /// <summary>Versions and texts.</summary>
    public PackageRelease Release => DeferredRelease.Value;

    /// <summary>Versions and texts, for another package set like this one.</summary>
    public Deferred<PackageRelease> DeferredRelease { get; } = release;

    /// <summary>Where outputs are kept.</summary>
    public SymbolicStore Store { get; } = store;

    /// <summary>The platform, for example <c>x86_64-linux</c>.</summary>
    public string System { get; } = system;

    /// <summary>Makes derivations.</summary>
    public DerivationMaker Derivations { get; } = new(store, system);

    /// <summary>The package set itself, with all overlays.</summary>
    public Value Self { get; set; } = AttrSet.Empty;

    /// <summary>The shell that scripts name in their first line.</summary>
    public NixString RuntimeShell => Self.Select("runtimeShell").ForceString();

    /// <summary>A value as the string that it is in a build's environment.</summary>
    public NixString Text(Value value, string context = "")
        => Interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.CopyToStore | CoercionMode.More, context);

    /// <summary>A value as the string that it is inside <c>"${…}"</c>.</summary>
    public NixString Interpolated(Value value)
        => Interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.CopyToStore, "");

    /// <summary>A derivation of what only a build could make.</summary>
    public AttrSet Unbuilt(string maker, AttrSet arguments) => Derivations.Make(arguments, new UnbuiltKind(maker));
}
