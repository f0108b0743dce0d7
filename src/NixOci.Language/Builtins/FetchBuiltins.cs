using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>
/// The builtins that download or run something. Evaluation here touches no network and runs no program, so they check their
/// arguments as Nix does and then say what can be done instead.
/// </summary>
/// <param name="interpreter">How values become strings.</param>
internal sealed class FetchBuiltins(Interpreter interpreter)
{
    private const string FileHint = "download the file and refer to it by its path";
    private const string TreeHint = "get the sources and refer to them by their path, or give nixpkgs with '-I nixpkgs=PATH'";

    private static readonly Symbol UrlAttr = "url";
    private static readonly Symbol HashAttr = "sha256";
    private static readonly Symbol NameAttr = "name";
    private static readonly Symbol RevisionAttr = "rev";

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        FetchBuiltins fetch = new(interpreter);
        table.Add("__fetchurl", (site, argument) => fetch.FetchFile(site, argument, "fetchurl", FileHint));
        table.Add("fetchTarball", (site, argument) => fetch.FetchFile(site, argument, "fetchTarball", TreeHint));
        table.Add("fetchGit", fetch.FetchGit);
        table.Add("fetchMercurial", fetch.FetchMercurial);
        RegisterExperimental(table, fetch, interpreter.Options);
    }

    /// <summary>Builtins that exist only where the user has enabled an experimental feature.</summary>
    private static void RegisterExperimental(BuiltinTable table, FetchBuiltins fetch, InterpreterOptions options)
    {
        bool flakes = options.ExperimentalFeatures.Contains("flakes");
        if (flakes) table.Add("__getFlake", GetFlake);
        if (flakes || options.ExperimentalFeatures.Contains("fetch-tree")) table.Add("fetchTree", fetch.FetchTree);
        if (options.ExperimentalFeatures.Contains("fetch-closure")) table.Add("__fetchClosure", FetchClosure);
    }

    private NixString FetchFile(EvalSite site, Value argument, string function, string hint)
    {
        const string UrlContext = "while evaluating the url we should fetch";
        if (argument.Force(site) is not AttrSet parameters)
        {
            throw Refuse(site, argument.ForceStringNoContext(site, UrlContext), hint);
        }

        string? url = null;
        foreach ((Symbol name, Value value) in parameters.ByName)
        {
            PositionSite place = new(parameters.PositionOf(name));
            if (name == UrlAttr) url = value.ForceStringNoContext(place, UrlContext);
            else if (name == HashAttr) value.ForceStringNoContext(place, "while evaluating the sha256 of the content we should fetch");
            else if (name == NameAttr) value.ForceStringNoContext(place, "while evaluating the name of the content we should fetch");
            else throw site.Error($"unsupported argument '{name.Text}' to '{function}'");
        }

        throw url is null ? site.Error("'url' argument required") : Refuse(site, url, hint);
    }

    private Value FetchGit(EvalSite site, Value argument)
    {
        if (argument.Force(site) is not AttrSet parameters) throw Refuse(site, Url(site, argument), TreeHint);
        if (!parameters.TryGet(UrlAttr, out Value? url)) throw site.Error("input attribute 'url' is missing");
        throw Refuse(site, Url(new PositionSite(parameters.PositionOf(UrlAttr)), url), TreeHint);
    }

    private Value FetchMercurial(EvalSite site, Value argument)
    {
        if (argument.Force(site) is not AttrSet parameters) throw Refuse(site, Url(site, argument), TreeHint);
        string? url = null;
        foreach ((Symbol name, Value value) in parameters.ByName)
        {
            PositionSite place = new(parameters.PositionOf(name));
            if (name == UrlAttr) url = Url(place, value);
            else if (name == RevisionAttr) value.ForceStringNoContext(place, "while evaluating the `rev` attribute passed to builtins.fetchMercurial");
            else if (name == NameAttr) value.ForceStringNoContext(place, "while evaluating the `name` attribute passed to builtins.fetchMercurial");
            else throw new EvalException($"unsupported argument '{name.Text}' to 'fetchMercurial'", place.Position);
        }

        throw string.IsNullOrEmpty(url) ? site.Error("'url' argument required") : Refuse(site, url, TreeHint);
    }

    private Value FetchTree(EvalSite site, Value argument)
    {
        if (argument.Force(site) is AttrSet parameters)
        {
            parameters.Require("type", "while evaluating the argument passed to builtins.fetchTree");
            string description = parameters.TryGet(UrlAttr, out Value? url) ? Url(site, url) : "the tree";
            throw Refuse(site, description, TreeHint);
        }

        throw Refuse(site, Url(site, argument), TreeHint);
    }

    private static Value GetFlake(EvalSite site, Value reference)
    {
        string flake = reference.ForceStringNoContext(site, "while evaluating the argument passed to builtins.getFlake");
        throw Refuse(site, flake, TreeHint);
    }

    private static Value FetchClosure(EvalSite site, Value argument)
    {
        argument.ForceAttrs(site, "while evaluating the argument passed to builtins.fetchClosure");
        throw Refuse(site, "the closure", TreeHint);
    }

    private string Url(EvalSite site, Value value)
        => interpreter.Coercion.ToNixString(
            site, value, CoercionMode.None, "while evaluating the first argument passed to the fetcher").Text;

    private static EvalException Refuse(EvalSite site, string what, string hint)
        => site.Error($"cannot fetch '{what}': nothing is downloaded during evaluation; {hint}");
}
