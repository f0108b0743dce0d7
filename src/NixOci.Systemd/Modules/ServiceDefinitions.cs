using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Options;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;
using Scriban.Runtime;

namespace NixOci.Systemd.Modules;

/// <summary>What the options of a service define: its scripts, its search path.</summary>
/// <param name="arguments">The arguments of the module that declares services.</param>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
internal sealed class ServiceDefinitions(ModuleArguments arguments, Deferred<SystemdRelease> release, Interpreter interpreter)
{
    private static readonly Job[] Jobs =
    [
        new("preStart", "pre-start", "ExecStartPre", IsList: true),
        new("script", "start", "ExecStart", HasArguments: true),
        new("postStart", "post-start", "ExecStartPost", IsList: true),
        new("reload", "reload", "ExecReload"),
        new("preStop", "pre-stop", "ExecStop"),
        new("postStop", "post-stop", "ExecStopPost"),
    ];

    private static readonly string[] DefaultPath = ["coreutils", "findutils", "gnugrep", "gnused"];

    /// <summary>The module that makes commands of a service's scripts.</summary>
    public Value Scripts()
        => SubmoduleFunction.Create(service =>
        {
            Value[] definitions = new Value[Jobs.Length];
            for (int i = 0; i < definitions.Length; i++) definitions[i] = Define(service, Jobs[i]);
            return arguments.Lib.MkMerge(definitions);
        });

    /// <summary>The module that adds to a service's path what every service finds.</summary>
    public Value BasicPath()
        => SubmoduleFunction.Create(
            service => Nix.Attrs(("path", arguments.Lib.MkIf(
                Nix.Lazy(() => Nix.Bool(HasBasicPath(service))), arguments.Lib.MkAfter(Nix.Lazy(BasicPackages))))),
            imports: [SearchPath()]);

    private bool HasBasicPath(SubmoduleFunction.Unit service)
        => !release.Value.Has(ServiceOption.DefaultPath) || service[ServiceOption.DefaultPath.Name].ForceBool();

    private Value Define(SubmoduleFunction.Unit service, Job job)
    {
        Thunk file = new(new JobPart(this, service, job, null));
        Value command = job.HasArguments ? new Thunk(new JobPart(this, service, job, file)) : file;
        return arguments.Lib.MkIf(
            new Thunk(new JobCondition(service, job)),
            Nix.Attrs(
                ("jobScripts", file),
                ("serviceConfig", Nix.Attrs((job.Setting, job.IsList ? Nix.List(command) : command)))));
    }

    /// <summary>The file of a script or, where the file is given, the command that runs it with arguments.</summary>
    private sealed class JobPart(ServiceDefinitions services, SubmoduleFunction.Unit service, Job job, Thunk? file) : DeferredValue
    {
        protected override Value Compute()
            => file is null ? services.ScriptFile(service, job) : services.WithArguments(file, service["scriptArgs"]);
    }

    /// <summary>Whether a service has a script.</summary>
    private sealed class JobCondition(SubmoduleFunction.Unit service, Job job) : DeferredValue
    {
        protected override Value Compute() => Nix.Bool(!service.IsBlank(job.Option));
    }

    private NixString ScriptFile(SubmoduleFunction.Unit service, Job job)
    {
        string name = UnitNames.ScriptName(service.Name, job.Phase);
        Value text = Nix.Lazy(() => service[job.Option]);
        bool isStrict = release.Value.Has(ServiceOption.StrictShellChecks) && service["enableStrictShellChecks"].ForceBool();
        Value command = isStrict
            ? arguments.Pkgs.Select("writeShellApplication").Call(Nix.Attrs(("name", Nix.Str(name)), ("text", text)))
            : arguments.Pkgs.Select("writeShellScriptBin").Call(Nix.Str(name), Nix.Lazy(() => ScriptText(text)));

        // The file's own name stays short, because the journal shows it.
        Value named = command.Select("overrideAttrs").Call(
            Nix.Function("rename", _ => Nix.Attrs(("name", Nix.Str("unit-script-" + name)))));
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Interpolated(named) + "/bin/" + name);
    }

    private NixString ScriptText(Value text)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(release.Value.JobScript.Render(new ScriptObject { { "text", texts.Interpolated(text) } }));
    }

    // The blank is there without arguments too.
    private NixString WithArguments(Value file, Value given)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Interpolated(file) + " " + texts.Interpolated(given));
    }

    private Value SearchPath()
        => SubmoduleFunction.Create(service => Nix.Attrs(("environment", Nix.Attrs(("PATH", arguments.Lib.MkIf(
            Nix.Lazy(() => Nix.Bool(!service.IsEmpty("path"))),
            Nix.Lazy(() => Directories(service["path"]))))))));

    private NixString Directories(Value path)
    {
        Lib lib = arguments.Lib;
        TextCollector texts = new(interpreter);
        string programs = texts.Note(lib["makeBinPath"].Call(path).ForceString());
        string administration = texts.Note(
            lib["makeSearchPathOutput"].Call(Nix.Str("bin"), Nix.Str("sbin")).Call(path).ForceString());
        return texts.Build(programs + ":" + administration);
    }

    private NixList BasicPackages()
    {
        Value[] packages = new Value[DefaultPath.Length + 1];
        for (int i = 0; i < DefaultPath.Length; i++)
        {
            string name = DefaultPath[i];
            packages[i] = Nix.Lazy(() => arguments.Pkgs.Select(name));
        }

        packages[^1] = Nix.Lazy(() => arguments.Config.Select("systemd", "package"));
        return Nix.List(packages);
    }

    /// <summary>A script of a service.</summary>
    /// <param name="Option">The option that holds its text.</param>
    /// <param name="Phase">What its file's name ends with.</param>
    /// <param name="Setting">The setting that runs it.</param>
    /// <param name="IsList">Whether the setting may be given further commands.</param>
    /// <param name="HasArguments">Whether the option <c>scriptArgs</c> is for it.</param>
    private sealed record Job(string Option, string Phase, string Setting, bool IsList = false, bool HasArguments = false);
}
