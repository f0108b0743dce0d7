using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Flakes;

/// <summary>
/// A flake on this machine, evaluated without fetching anything: nixpkgs is ours, other inputs are taken from directories that are
/// named for them, and are symbolic otherwise.
/// </summary>
public sealed class Flake
{
    private const string FileName = "flake.nix";

    private readonly SystemSettings _settings;
    private readonly FlakeInputs _inputs;
    private readonly Thunk _value;
    private readonly Thunk _file;

    /// <summary>A flake that a command line names.</summary>
    /// <param name="settings">How configurations are evaluated.</param>
    /// <param name="directory">The flake's directory: an absolute path as byte text.</param>
    /// <param name="overrides">Paths for inputs by their names, <c>a/b</c> for an input of an input; absolute, as byte text.</param>
    public Flake(SystemSettings settings, string directory, IReadOnlyDictionary<string, string> overrides)
        : this(settings, directory, root: null, "", AttrSet.Empty, overrides)
    {
    }

    /// <summary>A flake that is an input of another.</summary>
    /// <param name="settings">How configurations are evaluated.</param>
    /// <param name="directory">Its directory.</param>
    /// <param name="root">The flake that the command line names; null for this one.</param>
    /// <param name="path">The way to it from there, for example <c>a/b/</c>.</param>
    /// <param name="given">What the flake that it is an input of says of its inputs.</param>
    /// <param name="overrides">Paths for inputs by their names.</param>
    internal Flake(
        SystemSettings settings,
        string directory,
        Flake? root,
        string path,
        AttrSet given,
        IReadOnlyDictionary<string, string> overrides)
    {
        _settings = settings;
        Directory = directory;
        _file = new Thunk(() => ReadFile(settings.Interpreter, directory));
        _inputs = new FlakeInputs(settings, this, root ?? this, path, given, overrides);
        _value = new Thunk(Evaluate);
    }

    /// <summary>The flake's directory.</summary>
    public string Directory { get; }

    /// <summary>The flake as other flakes see it: its outputs, <c>inputs</c>, <c>outPath</c> and the rest; forced.</summary>
    public Value Value => _value.Force();

    /// <summary>The inputs.</summary>
    internal FlakeInputs Inputs => _inputs;

    /// <summary>What <c>flake.nix</c> says.</summary>
    internal AttrSet File => _file.ForceAttrs();

    /// <summary>A set with what is known of a source tree.</summary>
    /// <param name="path">Its directory or file.</param>
    internal static AttrSet SourceTree(string path)
        => Nix.Attrs(
            ("outPath", Nix.Str(path)),
            ("lastModified", Nix.Int(0)),
            ("lastModifiedDate", Nix.Str("19700101000000")));

    /// <summary>Whether a directory has a <c>flake.nix</c>.</summary>
    public static bool IsIn(FileView files, string directory) => files.Exists(directory + "/" + FileName);

    /// <summary>The evaluated configuration of a host.</summary>
    /// <param name="host">The host's name; null for the only one.</param>
    /// <returns>What <c>nixosSystem</c> gave, forced.</returns>
    public Value Host(string? host)
    {
        if (Value.SelectOrNull("nixosConfigurations") is not AttrSet configurations || IsUnknown(configurations))
        {
            throw new FlakeException($"the flake '{Directory}' has no nixosConfigurations")
            {
                Advice = MissingInputs(),
            };
        }

        List<string> names = [];
        foreach ((Symbol name, _) in configurations.ByName) names.Add(name.Text);
        if (host is null)
        {
            if (names.Count == 1) return Check(names[0], configurations);
            throw new FlakeException(names.Count == 0
                ? $"the nixosConfigurations of the flake '{Directory}' are empty"
                : $"the flake '{Directory}' has several hosts; name one of them behind a number sign")
            {
                Advice = names.ConvertAll(static name => "  #" + name),
            };
        }

        return configurations.Has(host)
            ? Check(host, configurations)
            : throw new FlakeException($"the flake '{Directory}' has no host '{host}'")
            {
                Suggestions = Suggestion.BestMatches(configurations, host),
                Advice = names.Count == 0 ? [] : ["It has: " + string.Join(", ", names)],
            };
    }

    private List<string> MissingInputs()
    {
        List<string> advice = [];
        foreach (string input in _inputs.Symbolic)
        {
            advice.Add($"Its input `{input}' is not at hand. If its hosts come from there: --override-input {input} PATH");
        }

        return advice;
    }

    private static Value Check(string host, AttrSet configurations)
    {
        Value configuration = configurations.Select(host);
        return configuration is AttrSet set && set.Has("config") && set.Has("extendModules")
            ? configuration
            : throw new FlakeException(
                $"nixosConfigurations.{host} is no NixOS configuration: it does not come from nixosSystem, or from a function of an "
                + "input that is not at hand",
                configurations.PositionOf(host));
    }

    private static bool IsUnknown(AttrSet set) => set.Count == 0 && set.Resolver is not null;

    private AttrSet Evaluate()
    {
        AttrSet file = File;
        if (!file.TryGet("outputs", out Value? outputs))
        {
            throw new FlakeException($"flake '{Directory}' lacks attribute 'outputs'");
        }

        AttrSet tree = SourceTree(Directory);
        AttrSet inputs = _inputs.Values;
        AttrSet? result = null;
        Thunk self = new(() => result!);
        Value made = new Thunk(() => outputs.Call(inputs.With("self", self)));

        // The flake knows itself by attributes that do not depend on its outputs, and its outputs by theirs.
        AttrSet known = tree.Update(Nix.Attrs(
            ("inputs", inputs),
            ("outputs", made),
            ("sourceInfo", tree),
            ("_type", Nix.Str("flake"))));
        result = known.WithResolver(new OutputResolver(made));
        return result = made.ForceAttrs().Update(known);
    }

    private static Value ReadFile(Interpreter interpreter, string directory)
    {
        string path = directory + "/" + FileName;
        if (!interpreter.Options.Files.Exists(path)) throw new FlakeException($"path '{directory}' does not contain a '{FileName}'");
        return interpreter.Import(EvalSite.None, path) as AttrSet
            ?? throw new FlakeException($"file '{path}' must be an attribute set");
    }

    /// <summary>Answers for the outputs while the list of their names is being made.</summary>
    private sealed class OutputResolver(Value outputs) : AttrResolver
    {
        public override Value? Resolve(Symbol name) => outputs.ForceAttrs()[name];
    }
}
