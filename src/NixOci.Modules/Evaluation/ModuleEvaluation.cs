using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>
/// A configuration: the modules of NixOS and the user's, evaluated together by the <c>lib</c> in use, be it ours or the user's
/// own. Nothing is evaluated before it is asked for.
/// </summary>
public sealed class ModuleEvaluation
{
    /// <summary>What kind of configuration this is: a module for another one is an error.</summary>
    public const string ModuleClass = "nixos";

    private readonly Thunk _result;

    /// <param name="lib">The <c>lib</c> in use.</param>
    /// <param name="hostModules">The modules of NixOS itself, which come first.</param>
    /// <param name="userModules">The user's modules: paths, functions or sets; see <see cref="PathModule"/>.</param>
    /// <param name="specialArgs">Arguments that modules may use in their imports, such as <c>modulesPath</c>.</param>
    public ModuleEvaluation(
        Lib lib, IReadOnlyList<HostModule> hostModules, IReadOnlyList<Value> userModules, AttrSet? specialArgs = null)
    {
        Lib = lib;
        Value[] modules = new Value[hostModules.Count + userModules.Count];
        for (int i = 0; i < hostModules.Count; i++) modules[i] = hostModules[i].ToModule();
        for (int i = 0; i < userModules.Count; i++) modules[hostModules.Count + i] = userModules[i];
        AttrSet arguments = Nix.Attrs(
            ("modules", Nix.List(modules)),
            ("specialArgs", specialArgs ?? AttrSet.Empty),
            ("class", Nix.Str(ModuleClass)));
        _result = new Thunk(() => lib["evalModules"].Call(arguments));
    }

    /// <summary>The <c>lib</c> in use.</summary>
    public Lib Lib { get; }

    /// <summary>All that <c>lib.evalModules</c> gives; forced.</summary>
    public Value Result => _result.Force();

    /// <summary>The merged configuration; forced, so that definitions of options that do not exist are errors.</summary>
    public Value Config => Result.Select("config");

    /// <summary>The options with their definitions; forced.</summary>
    public Value Options => Result.Select("options");

    /// <summary>Arguments that modules may use in their imports, with answers for those that they ask for and nobody gives.</summary>
    public static AttrSet ArgumentsWith(AttrSet specialArgs, Unknowns unknowns) => specialArgs.WithResolver(new UnknownArguments(unknowns));

    /// <summary>A file as a module.</summary>
    /// <param name="path">The absolute path as byte text.</param>
    public static Value PathModule(string path) => new NixPath(path);
}
