using System.CommandLine;
using NixOci.Containers.Configuration;
using NixOci.Containers.Flakes;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Protocol;

namespace NixOci.Cli.Commands;

/// <summary>
/// How every command evaluates a configuration, whatever word names it: what is added to it, where it finds things, and within
/// which limits.
/// </summary>
internal sealed class ConfigurationEvaluation
{
    private const string DefaultFile = "default.nix";

    private readonly Option<string[]> _settings = Many("--set", "PATH=EXPR", "Define the option PATH as EXPR, whatever else defines it.");
    private readonly Option<bool> _assume = new("--assume")
    {
        Description = "Put @PATH@ in place of options and arguments that are read but not at hand.",
    };

    private readonly Option<string[]> _overrides = Many(
        "--override-input", "NAME=PATH", "Take the input NAME of the flake from the directory or file PATH.");

    private readonly FunctionArguments _arguments;
    private readonly EvaluationOptions _evaluation;
    private readonly CommandContext _context;
    private SourceFile? _input;

    /// <param name="command">The command, which gets the options.</param>
    /// <param name="context">Where it runs.</param>
    public ConfigurationEvaluation(Command command, CommandContext context)
    {
        _context = context;
        command.Add(_settings);
        _arguments = new FunctionArguments(command);
        command.Add(_assume);
        command.Add(_overrides);
        _evaluation = new EvaluationOptions(command, context);
        _settings.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (SettingPath.SignIn(token.Value) <= 0) result.AddError($"Option '--set' takes PATH=EXPR, not '{token.Value}'.");
            }
        });
        _overrides.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0) result.AddError("Option '--override-input' takes two words: NAME PATH.");
            }
        });
    }

    /// <summary>Runs a command's work within the limits of the command line.</summary>
    public int Run(ParseResult parsed, Func<int> work) => _evaluation.Run(parsed, work);

    /// <summary>The file of a configuration: an absolute path; null for standard input.</summary>
    /// <param name="name">A word that names it.</param>
    public string? FindFile(string name)
    {
        if (name == SourceReader.StandardInput) return null;
        return FlakeHost.Find(_context, name) is { } flake
            ? Path.Combine(ByteText.ToUnicode(flake.Directory), FlakeHost.FileName)
            : new SourceReader(_context).FindFile(name);
    }

    /// <summary>What becomes of a configuration.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="names">The words that name it: modules, and at most one host of a flake.</param>
    /// <param name="choice">The release that is asked for; null lets the lock file or the configuration name it.</param>
    /// <param name="messages">Where evaluation writes what it has to say; null for standard error.</param>
    public Translation Translate(ParseResult parsed, IReadOnlyList<string> names, ReleaseChoice? choice, TextWriter? messages = null)
    {
        _context.Tell("evaluating " + string.Join(' ', names));
        FlakeHost? flake = FindFlake(names);
        List<string> sources = [];
        foreach (string name in names) sources.Add(FlakeHost.PlaceOf(_context, name));
        Dictionary<string, string> overrides = Overrides(parsed);
        choice ??= flake is null ? null : FlakeLock.ReleaseIn(_evaluation.Create(parsed, sources).Files, flake.Directory);
        NixpkgsSource nixpkgs = new(choice, new Unknowns(parsed.GetValue(_assume)));
        Interpreter interpreter = new(_evaluation.Create(parsed, sources, nixpkgs, messages, overrides.Values));
        SystemSettings settings = nixpkgs.Settings(interpreter) with
        {
            Options = Settings(parsed),
            Arguments = _arguments.Evaluate(parsed, interpreter, _context),
        };
        List<Value> modules = [];
        foreach (string name in names)
        {
            if (FlakeHost.Find(_context, name) is null) modules.Add(Module(name, interpreter));
        }

        if (flake is null) return new NixosSystem(settings, modules).Translate();
        Value configuration = new Flake(settings, flake.Directory, overrides).Host(flake.Host);
        return NixosSystem.Extend(settings, configuration, modules);
    }

    /// <summary>Refuses what can only be meant for a flake where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="names">All words of the command line that may name one.</param>
    public void RefuseIdleOptions(ParseResult parsed, IEnumerable<string> names)
    {
        if (parsed.GetValue(_overrides) is not { Length: > 0 }) return;
        foreach (string name in names)
        {
            if (FlakeHost.Find(_context, name) is not null) return;
        }

        throw new UsageException("option '--override-input' is for flakes, and none is named");
    }

    private FlakeHost? FindFlake(IReadOnlyList<string> names)
    {
        FlakeHost? found = null;
        foreach (string name in names)
        {
            if (FlakeHost.Find(_context, name) is not { } flake) continue;
            if (found is not null) throw new UsageException("only one of the configurations can be a flake");
            found = flake;
        }

        return found;
    }

    private Value Module(string name, Interpreter interpreter)
    {
        SourceReader reader = new(_context);

        // Standard input can be read once, a configuration evaluated more often.
        if (name == SourceReader.StandardInput) return NixosSystem.ModuleFrom(_input ??= reader.Read(name), interpreter);
        string path = _context.FullPath(name);
        if (Directory.Exists(path) && !File.Exists(Path.Combine(path, DefaultFile)))
        {
            throw new IOException($"directory '{path}' has neither a {DefaultFile} nor a flake.nix");
        }

        return new NixPath(ByteText.FromUnicode(reader.FindFile(name)));
    }

    private List<OptionSetting> Settings(ParseResult parsed)
    {
        List<OptionSetting> settings = [];
        foreach (string given in parsed.GetValue(_settings) ?? [])
        {
            int sign = SettingPath.SignIn(given);
            IReadOnlyList<string> path = SettingPath.Read(ByteText.FromUnicode(given[..sign]))
                ?? throw new UsageException($"'{given[..sign]}' is not the path of an option");
            SourceFile expression = new(
                ByteText.FromUnicode("--set " + given[..sign]),
                ByteText.FromUnicode(given[(sign + 1)..]),
                ByteText.FromUnicode(_context.WorkingDirectory));

            // A mistake in it is told even where nobody reads the option.
            NixParser.Parse(expression, null);
            settings.Add(new OptionSetting(path, expression));
        }

        return settings;
    }

    private Dictionary<string, string> Overrides(ParseResult parsed)
    {
        Dictionary<string, string> overrides = new(StringComparer.Ordinal);
        foreach (string given in parsed.GetValue(_overrides) ?? [])
        {
            int sign = given.IndexOf('=', StringComparison.Ordinal);
            string path = given[(sign + 1)..];
            if (path.StartsWith("path:", StringComparison.Ordinal)) path = path["path:".Length..];
            string full = _context.FullPath(path);
            if (!Path.Exists(full)) throw new IOException($"path '{full}' does not exist");
            overrides[ByteText.FromUnicode(given[..sign])] = ByteText.FromUnicode(full);
        }

        return overrides;
    }

    private static Option<string[]> Many(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
