using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>nixpkgs' functions that write one file: <c>writeText</c>, <c>writeShellScript</c> and their kin.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class TextWriters(Nixpkgs nixpkgs)
{
    private static readonly string[] TextFileOptions =
    [
        "executable", "destination", "checkPhase", "meta", "passthru", "allowSubstitutes", "preferLocalBuild", "derivationArgs",
    ];

    private readonly TextKind _kind = new(nixpkgs);

    /// <summary>Adds the functions to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        set.Add("writeTextFile", new Builtin("writeTextFile", (site, argument) => WriteTextFile(site, argument)) { IsLambda = true });
        set.Add("writeText", Nix.Function("writeText", (name, text) => File(name, text)));
        set.Add("writeScript", Nix.Function("writeScript", (name, text) => File(name, text, executable: true)));
        set.Add("writeScriptBin", Nix.Function("writeScriptBin", (name, text) => Command(name, text)));
        set.Add("writeTextDir", Nix.Function("writeTextDir", WriteTextDir));
        set.Add("writeShellScript", Nix.Function("writeShellScript", (name, text) => File(name, ShellScript(text), executable: true)));
        set.Add("writeShellScriptBin", Nix.Function("writeShellScriptBin", (name, text) => Command(name, ShellScript(text))));
        set.Add("writeShellApplication", new ShellApplication(nixpkgs, this).Function);
        set.Add("writers", Nix.Lazy(() => new ScriptWriters(nixpkgs, this).Build()));
        set.Add("emptyFile", Nix.Lazy(() => File(Nix.Str("empty-file"), NixString.Empty)));
        set.Add("writeCBin", Nix.Function("writeCBin", (name, code) => nixpkgs.Unbuilt(
            "writeCBin", Nix.Attrs(("name", name), ("code", code), ("meta", Nix.Attrs(("mainProgram", name)))))));
    }

    /// <summary>A file that is the store object itself.</summary>
    public AttrSet File(Value name, Value text, bool executable = false)
        => Make(name, text, executable, "");

    /// <summary>An executable <c>bin/NAME</c>.</summary>
    public AttrSet Command(Value name, Value text)
    {
        NixString command = name.ForceString();
        return Make(name, text, executable: true, "/bin/" + command.Text, Nix.Attrs(("mainProgram", command)));
    }

    /// <summary>A file with all that <c>writeTextFile</c> can be told.</summary>
    public AttrSet Make(Value name, Value text, bool executable, string destination, AttrSet? meta = null, AttrSet? more = null)
    {
        AttrSetBuilder arguments = new(8);
        arguments.Add("name", name).Add("text", text).Add("executable", Nix.Bool(executable));
        arguments.Add("destination", Nix.Str(destination));
        if (meta is not null) arguments.Add("meta", meta);
        AttrSet built = arguments.Build();
        return nixpkgs.Derivations.Make(more is null ? built : built.Update(more), _kind);
    }

    /// <summary>The text of a script whose first line names the shell; lazy.</summary>
    public Thunk ShellScript(Value text) => Script(() => nixpkgs.RuntimeShell, text);

    /// <summary>The text of a script whose first line names an interpreter; lazy.</summary>
    public Thunk Script(Func<NixString> interpreter, Value text, string shebang = "#!")
        => Nix.Lazy(() => new TextBuilder()
            .Add(shebang).Add(interpreter()).Add("\n").Add(nixpkgs.Interpolated(text)).Add("\n").Build());

    private AttrSet WriteTextFile(EvalSite site, Value argument)
    {
        CallArguments given = CallArguments.Check(site, "writeTextFile", argument, ["name", "text"], TextFileOptions);
        Value name = given["name"];
        string destination = given.Optional("destination") is { } where ? where.ForceString().Text : "";
        if (destination.Length > 0 && (destination[0] != '/' || destination.Length == 1))
        {
            throw new ThrownException(
                $"destination must be an absolute path, relative to the derivation's out path,\ngot '{destination}' instead.\n\n"
                + "Ensure that the path starts with a / and specifies at least the filename.\n");
        }

        bool executable = given.Flag("executable");
        AttrSet meta = given.Optional("meta")?.ForceAttrs() ?? AttrSet.Empty;
        bool isCommand = executable && destination.StartsWith("/bin/", StringComparison.Ordinal)
            && destination.IndexOf('/', "/bin/".Length) < 0;
        if (isCommand) meta = Nix.Attrs(("mainProgram", Nix.Str(destination["/bin/".Length..]))).Update(meta);

        AttrSetBuilder more = new();
        if (given.Optional("checkPhase") is { } check) more.Add("checkPhase", check);
        if (given.Optional("passthru") is { } passthru) more.Add("passthru", passthru);
        AttrSet extra = more.Build();
        if (given.Optional("derivationArgs") is { } derivation) extra = extra.Update(derivation.ForceAttrs());
        return Make(name, given["text"], executable, destination, meta, extra);
    }

    private AttrSet WriteTextDir(Value path, Value text)
    {
        string where = path.ForceString().Text;
        return Make(Nix.Str(where[(where.LastIndexOf('/') + 1)..]), text, executable: false, "/" + where);
    }
}
