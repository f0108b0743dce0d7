using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>
/// What stands for the source tree of nixpkgs: <c>&lt;nixpkgs&gt;</c>, <c>&lt;nixpkgs/lib&gt;</c>, <c>&lt;nixpkgs/nixos&gt;</c> and NixOS's
/// <c>eval-config.nix</c>, all of one release and with one store.
/// </summary>
/// <param name="choice">The release that is followed; null lets each configuration name its own.</param>
/// <param name="unknowns">What becomes of values that are not at hand.</param>
public sealed class NixpkgsSource(ReleaseChoice? choice, Unknowns unknowns)
{
    private const string Nixos = NixpkgsHost.Root + "/nixos";
    private const string EvalConfig = Nixos + "/lib/eval-config.nix";

    private static readonly string[] PackageSetFiles = ["", "/default.nix", "/pkgs/top-level", "/pkgs/top-level/default.nix"];

    private SystemSettings? _settings;

    /// <summary>Where packages and files are registered.</summary>
    public SymbolicStore Store { get; } = new();

    /// <summary>The files, for <see cref="InterpreterOptions.HostFiles"/>.</summary>
    public IReadOnlyDictionary<string, Func<Interpreter, Value>> HostFiles()
    {
        Dictionary<string, Func<Interpreter, Value>> files = new(NixpkgsHost.HostFiles, StringComparer.Ordinal)
        {
            [Nixos] = EvaluateFile,
            [Nixos + "/default.nix"] = EvaluateFile,
            [EvalConfig] = interpreter => EvaluateModules(Settings(interpreter)),
        };
        foreach (string file in PackageSetFiles) files.Add(NixpkgsHost.Root + file, interpreter => PackagesOf(Settings(interpreter)));
        return files;
    }

    /// <summary>The files that evaluation sees: those on disk, and those that it writes itself.</summary>
    public FileView View(FileView files) => new SymbolicFileView(Store, files);

    /// <summary>How configurations are evaluated with this nixpkgs.</summary>
    public SystemSettings Settings(Interpreter interpreter)
    {
        Store.Copies = interpreter.Store;
        return _settings ??= new SystemSettings(interpreter, choice) { Store = Store, Unknowns = unknowns };
    }

    /// <summary><c>import nixpkgs { system, config, overlays, … }</c></summary>
    public static Value PackagesOf(SystemSettings settings)
        => new Builtin("nixpkgs", (_, argument) => Packages(settings, argument.ForceAttrs())) { IsLambda = true };

    /// <summary><c>lib.nixosSystem</c> and <c>eval-config.nix</c>: a function of modules and how they are evaluated.</summary>
    public static Value EvaluateModules(SystemSettings settings)
        => new Builtin("nixosSystem", (_, argument) => EvaluateModules(settings, argument.ForceAttrs())) { IsLambda = true };

    /// <summary>The package set of a platform.</summary>
    internal static Value Packages(SystemSettings settings, AttrSet arguments)
    {
        Interpreter interpreter = settings.Interpreter;
        Value? platform = (arguments["system"] ?? arguments["localSystem"])?.Force();
        string system = platform switch
        {
            NixString text => text.Text,
            AttrSet set when set["system"] is { } inner => inner.ForceString().Text,
            _ => interpreter.Options.CurrentSystem,
        };
        return new PackageSet(
            interpreter,
            new Lib(new Thunk(() => NixpkgsHost.ImportLib(interpreter, NixpkgsHost.RootInUse(interpreter)))),
            (settings.Choice?.Release ?? NixosReleases.Default).Packages,
            settings.Store,
            system,
            arguments["config"],
            arguments["overlays"]?.ForceList().Items).Root.Force();
    }

    private static AttrSet EvaluateModules(SystemSettings settings, AttrSet arguments)
    {
        List<Value> modules = [];
        foreach (string name in new[] { "modules", "extraModules" })
        {
            if (arguments[name] is { } given) modules.AddRange(given.ForceList().Items);
        }

        modules.Add(FromArguments(arguments));
        AttrSet special = arguments["specialArgs"]?.ForceAttrs() ?? AttrSet.Empty;
        AttrSet result = NixosSystem.Evaluate(settings, modules, special).ForceAttrs();
        return result.Update(Nix.Attrs(
            ("pkgs", new Thunk(() => result.Select("_module", "args", "pkgs"))),
            ("lib", new Thunk(() => NixpkgsHost.ImportLib(settings.Interpreter, NixpkgsHost.RootInUse(settings.Interpreter))))));
    }

    private static AttrSet FromArguments(AttrSet arguments)
    {
        AttrSetBuilder config = new(2);
        if (arguments["system"] is { } system && system.Force() is not NixNull)
        {
            config.Add("nixpkgs", Nix.Attrs(("system", Override(1000, system))));
        }

        AttrSetBuilder given = new(2);
        if (arguments["pkgs"] is { } packages && packages.Force() is not NixNull) given.Add("pkgs", Override(50, packages));
        AttrSet args = given.Build();
        if (arguments["extraArgs"] is { } extra) args = extra.ForceAttrs().Update(args);
        config.Add("_module", Nix.Attrs(("args", args)));
        return Nix.Attrs(("_file", Nix.Str(EvalConfig)), ("config", config.Build()));
    }

    private static AttrSet Override(int priority, Value content)
        => Nix.Attrs(("_type", Nix.Str("override")), ("priority", Nix.Int(priority)), ("content", content));

    private Builtin EvaluateFile(Interpreter interpreter)
        => new Builtin("nixos", (_, argument) =>
        {
            AttrSet given = argument.ForceAttrs();
            AttrSetBuilder arguments = new(2);
            Value configuration = given["configuration"] ?? new Thunk(() => new NixPath(
                interpreter.FindFile(EvalSite.None, interpreter.Options.SearchPath, "nixos-config")));
            arguments.Add("modules", Nix.List(configuration));
            if (given["system"] is { } system) arguments.Add("system", system);
            return EvaluateModules(Settings(interpreter), arguments.Build());
        })
        {
            IsLambda = true,
            Formals = [new("configuration", true), new("system", true)],
        };
}
