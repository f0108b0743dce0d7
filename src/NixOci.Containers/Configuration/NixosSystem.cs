using NixOci.Containers.Modules;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Nixos;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Modules;

namespace NixOci.Containers.Configuration;

/// <summary>
/// A NixOS configuration, evaluated as NixOS evaluates it: the user's modules together with NixOS's own, to one fixed point.
/// </summary>
public sealed class NixosSystem
{
    private static readonly EvalSite Site = EvalSite.None;

    private readonly SymbolicStore _store = new();
    private readonly Value _lib;
    private readonly Value _config;

    /// <summary>Prepares the evaluation; nothing is evaluated before it is asked for.</summary>
    /// <param name="interpreter">The interpreter; it finds <c>lib</c> by <c>&lt;nixpkgs/lib&gt;</c>.</param>
    /// <param name="release">The release of NixOS that is followed.</param>
    /// <param name="modules">The user's modules.</param>
    public NixosSystem(Interpreter interpreter, ContainerRelease release, params IReadOnlyList<Value> modules)
    {
        _lib = new Thunk(() => interpreter.Import(Site, interpreter.FindFile(Site, interpreter.Options.SearchPath, "nixpkgs/lib")));
        List<HostModule> own =
        [
            .. NixosModules.Create(interpreter, release.Packages, _store),
            .. SystemdModules.Create(release.Systemd, interpreter),
            .. ContainerModules.Create(release, interpreter),
        ];
        ModuleEvaluation evaluation = new(
            new Lib(_lib), own, modules, Nix.Attrs(("modulesPath", Nix.Str("/nixpkgs/nixos/modules"))));
        _config = new Thunk(() => evaluation.Config);
    }

    /// <summary>A user's module that was not read from a file of its own, with the name that messages give it.</summary>
    public static Value ModuleFrom(SourceFile source, Interpreter interpreter)
        => Nix.Attrs(
            ("_file", Nix.Str(source.Name)),
            ("imports", Nix.List(new Thunk(() => interpreter.Evaluate(source)))));

    /// <summary>
    /// The units that the configuration makes. Its warnings are told before; an assertion of it that does not hold is an error.
    /// </summary>
    public UnitCollection BuildUnits()
    {
        CheckAssertions();
        _lib.Select("showWarnings").Call(_config.Select("warnings"), NixNull.Instance);
        return UnitCollection.Read(_config, _store);
    }

    private void CheckAssertions()
    {
        List<string> failed = [];
        foreach (Value assertion in _config.Select("assertions").ForceList().Items)
        {
            if (!assertion.Select("assertion").ForceBool()) failed.Add("\n- " + assertion.Select("message").ForceString().Text);
        }

        if (failed.Count > 0) throw new ThrownException("\nFailed assertions:" + string.Concat(failed));
    }
}
