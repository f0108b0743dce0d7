using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>
/// nixpkgs' functions whose results only a build or a download could make: they take their arguments and yield a derivation
/// with the right name, which says what it is when somebody needs its contents.
/// </summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class Builders(Nixpkgs nixpkgs)
{
    private static readonly string[] Fetchers =
    [
        "fetchFromGitHub", "fetchFromGitLab", "fetchFromGitea", "fetchFromForgejo", "fetchFromSourcehut", "fetchFromBitbucket",
        "fetchFromCodeberg", "fetchFromSavannah", "fetchFromRepoOrCz", "fetchzip", "fetchtarball", "fetchgit", "fetchhg", "fetchsvn",
        "fetchFrom9Front", "fetchDebianPatch", "fetchNuGet", "fetchCrate",
    ];

    /// <summary>Adds the functions to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        set.Add("runCommand", Command("runCommand"));
        set.Add("runCommandLocal", Command("runCommandLocal"));
        set.Add("runCommandCC", Command("runCommandCC"));
        set.Add("runCommandNoCC", Command("runCommandNoCC"));
        set.Add("concatText", Nix.Function("concatText", (name, files) => Concatenated("concatText", name, files)));
        set.Add("concatScript", Nix.Function("concatScript", (name, files) => Concatenated("concatScript", name, files)));
        set.Add("requireFile", Nix.Function("requireFile", given => Fetch("requireFile", given)));
        foreach (string fetcher in Fetchers) set.Add(fetcher, Nix.Function(fetcher, given => FetchTree(fetcher, given)));
        foreach (string fetcher in new[] { "fetchurl", "fetchpatch", "fetchpatch2", "fetchtorrent" })
        {
            set.Add(fetcher, Nix.Function(fetcher, given => Fetch(fetcher, given)));
        }

        set.Add("makeDesktopItem", Builder("makeDesktopItem"));
        set.Add("makeSetupHook", Nix.Function("makeSetupHook", (given, script) => nixpkgs.Unbuilt(
            "makeSetupHook", given.ForceAttrs().Update(Nix.Attrs(("script", script))))));
        set.Add("srcOnly", Nix.Function("srcOnly", given => nixpkgs.Unbuilt("srcOnly", AttrSet.Empty.Update(Nix.Attrs(
            ("name", Nix.Lazy(() => Nix.Str(given.Select("name").ForceString().Text + "-source"))), ("src", given))))));
        set.Add("applyPatches", Builder("applyPatches"));
    }

    /// <summary>
    /// A function such as <c>mkDerivation</c>: of a set, or of a function from the final arguments to one.
    /// </summary>
    public Builtin Builder(string name)
        => Nix.Function(name, given =>
        {
            if (!given.Force().IsCallable()) return nixpkgs.Unbuilt(name, given.ForceAttrs());
            AttrSet? made = null;
            AttrSet arguments = given.Call(Nix.Lazy(() => made!)).ForceAttrs();
            return made = nixpkgs.Unbuilt(name, arguments);
        });

    /// <summary>Whether a name that is in no table is that of a function that builds or fetches, such as <c>buildGoModule</c>.</summary>
    public static bool LooksLikeBuilder(string name)
        => HasWord(name, "build") || HasWord(name, "mk") || HasWord(name, "fetch");

    private static bool HasWord(string name, string verb)
        => name.Length > verb.Length && name.StartsWith(verb, StringComparison.Ordinal) && char.IsAsciiLetterUpper(name[verb.Length]);

    private Builtin Command(string function)
        => new(function, (_, name, environment, script) => nixpkgs.Unbuilt(
            function,
            environment.ForceAttrs().Update(Nix.Attrs(("name", name), ("buildCommand", script))))) { IsLambda = true };

    private AttrSet Concatenated(string function, Value name, Value files)
        => nixpkgs.Unbuilt(function, Nix.Attrs(("name", name), ("files", files)));

    private AttrSet Fetch(string function, Value given)
    {
        AttrSet arguments = given.ForceAttrs();
        Thunk name = new(() => NameOf(arguments, static set => BaseName(UrlOf(set))));
        return nixpkgs.Unbuilt(function, arguments.Update(Nix.Attrs(("name", name))));
    }

    private AttrSet FetchTree(string function, Value given)
    {
        AttrSet arguments = given.ForceAttrs();
        Thunk name = new(() => NameOf(arguments, static _ => "source"));
        return nixpkgs.Unbuilt(function, arguments.Update(Nix.Attrs(("name", name))));
    }

    private static NixString NameOf(AttrSet arguments, Func<AttrSet, string> otherwise)
    {
        Value? name = arguments["name"]?.Force();
        if (name is NixString { Text.Length: > 0 } given) return given;
        return Nix.Str(otherwise(arguments));
    }

    private static string UrlOf(AttrSet arguments)
    {
        if (arguments["url"]?.Force() is NixString url) return url.Text;
        NixList urls = arguments["urls"]?.ForceList() ?? throw new EvalException("fetchurl requires either `url` or `urls` to be set");
        return urls.Count == 0 ? "" : urls[0].ForceString().Text;
    }

    private static string BaseName(string url)
    {
        string path = url.TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }
}
