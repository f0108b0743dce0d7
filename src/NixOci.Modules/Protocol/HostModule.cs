using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Protocol;

/// <summary>What a module function is given. All of it is lazy: reading <see cref="Config"/> forces only what is selected.</summary>
/// <param name="Config">The merged configuration; a thunk.</param>
/// <param name="Options">The declared options; a thunk.</param>
/// <param name="Lib">nixpkgs' <c>lib</c>.</param>
/// <param name="Pkgs">The package set; a thunk.</param>
public sealed record ModuleArguments(Value Config, Value Options, Lib Lib, Value Pkgs);

/// <summary>A module of NixOS itself, written in host code.</summary>
public abstract class HostModule
{
    private const string ModulesDirectory = "nixos/modules";

    private static readonly KeyValuePair<Symbol, bool>[] Formals =
    [
        new("config", false), new("options", false), new("lib", false), new("pkgs", false),
    ];

    /// <summary>
    /// The file that messages name as the place of this module's definitions, for example
    /// <c>nixos/modules/system/boot/systemd.nix</c>. By the same file below <c>modulesPath</c> a configuration may disable it.
    /// </summary>
    public abstract string File { get; }

    /// <summary>The module's <c>options</c>; null where it declares none.</summary>
    public virtual Value? DeclareOptions(ModuleArguments arguments) => null;

    /// <summary>The module's <c>config</c>; null where it defines nothing.</summary>
    public virtual Value? Define(ModuleArguments arguments) => null;

    /// <summary>The module's <c>imports</c>.</summary>
    public virtual IReadOnlyList<Value> Imports(ModuleArguments arguments) => [];

    /// <summary>
    /// The module as the module system takes it: <c>{ config, options, lib, pkgs, ... }: { _file, key, imports, options,
    /// config }</c>. It is a function and not a set that imports one: what it defines must stand beside what the user's own
    /// modules define, because definitions in imports come before those of the modules that import them.
    /// </summary>
    public Value ToModule() => new Builtin("module", (_, argument) => Build(argument)) { IsLambda = true, Formals = Formals };

    private AttrSet Build(Value argument)
    {
        AttrSet given = (AttrSet)argument.Force();
        ModuleArguments arguments = new(given["config"]!, given["options"]!, new Lib(given["lib"]!), given["pkgs"]!);
        AttrSetBuilder module = new();
        module.Add("_file", Nix.Str(File));
        module.Add("key", given["modulesPath"] is { } path
            ? Nix.Lazy(() => Nix.Str(path.ForceString().Text + File[ModulesDirectory.Length..]))
            : Nix.Str(File));
        IReadOnlyList<Value> imports = Imports(arguments);
        if (imports.Count > 0) module.Add("imports", Nix.List([.. imports]));
        if (DeclareOptions(arguments) is { } options) module.Add("options", options);
        if (Define(arguments) is { } config) module.Add("config", config);
        return module.Build();
    }
}
