using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary><c>writeShellApplication</c>: a command with strict options of the shell and its own <c>PATH</c>.</summary>
/// <param name="nixpkgs">The package set.</param>
/// <param name="writers">Writes the file.</param>
internal sealed class ShellApplication(Nixpkgs nixpkgs, TextWriters writers)
{
    private static readonly string[] Optional =
    [
        "runtimeInputs", "runtimeEnv", "meta", "passthru", "checkPhase", "excludeShellChecks", "extraShellCheckFlags",
        "bashOptions", "derivationArgs", "inheritPath",
    ];

    private static readonly NixList StrictOptions = Nix.Strings("errexit", "nounset", "pipefail");

    /// <summary>The function.</summary>
    public Builtin Function => new("writeShellApplication", (site, argument) => Write(site, argument)) { IsLambda = true };

    private AttrSet Write(EvalSite site, Value argument)
    {
        CallArguments given = CallArguments.Check(site, "writeShellApplication", argument, ["name", "text"], Optional);
        NixString name = given["name"].ForceString();
        AttrSet meta = Nix.Attrs(("mainProgram", name));
        if (given.Optional("meta") is { } more) meta = meta.Update(more.ForceAttrs());
        AttrSetBuilder extra = new();
        if (given.Optional("passthru") is { } passthru) extra.Add("passthru", passthru);
        if (given.NonNull("checkPhase") is { } check) extra.Add("checkPhase", check);
        AttrSet arguments = extra.Build();
        if (given.Optional("derivationArgs") is { } derivation) arguments = arguments.Update(derivation.ForceAttrs());
        return writers.Make(
            name, Nix.Lazy(() => Text(given)), executable: true, "/bin/" + name.Text, meta, arguments);
    }

    private NixString Text(CallArguments given)
    {
        TextBuilder text = new();
        text.Add("#!").Add(nixpkgs.RuntimeShell).Add("\n");
        NixList options = given.Optional("bashOptions")?.ForceList() ?? StrictOptions;

        // No option at all leaves the empty line that the others are joined on.
        if (options.Count == 0) text.Add("\n");
        foreach (Value option in options.Items) text.Add("set -o ").Add(nixpkgs.Interpolated(option)).Add("\n");
        if (given.NonNull("runtimeEnv") is { } environment) AddEnvironment(text, environment.ForceAttrs());
        AddPath(text, given);
        return text.Add("\n").Add(nixpkgs.Interpolated(given["text"])).Add("\n").Build();
    }

    private void AddEnvironment(TextBuilder text, AttrSet environment)
    {
        foreach ((Symbol name, Value value) in environment.ByName)
        {
            NixString assignment = nixpkgs.Lib["toShellVar"].Call(Nix.Str(name.Text), value).ForceString();
            text.Add(assignment).Add("\nexport ").Add(name.Text).Add("\n");
        }
    }

    private void AddPath(TextBuilder text, CallArguments given)
    {
        NixList inputs = given.Optional("runtimeInputs")?.ForceList() ?? NixList.Empty;
        if (inputs.Count == 0 && !nixpkgs.Release.ShellApplicationAlwaysSetsPath) return;
        bool inherit = given.Flag("inheritPath", otherwise: true);
        text.Add("\nexport PATH=\"");
        if (inputs.Count > 0)
        {
            text.Add(nixpkgs.Lib["makeBinPath"].Call(inputs).ForceString());
            if (inherit) text.Add(":");
        }

        text.Add(inherit ? "$PATH\"\n" : "\"\n");
    }
}
