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

/// <summary>What every command that evaluates a configuration takes: the configuration, and what is added to it.</summary>
internal sealed class ConfigurationOptions
{
    private const string DefaultFile = "default.nix";

    private readonly Argument<string[]> _configuration;

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

    /// <param name="command">The command.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="alternative">What may be named instead of a configuration, with a sentence about it.</param>
    public ConfigurationOptions(Command command, CommandContext context, (string Name, string Meaning)? alternative = null)
    {
        _configuration = new Argument<string[]>(alternative is { } other ? "CONFIG|" + other.Name : "CONFIG")
        {
            Description = "The configuration: NixOS modules, - for standard input, a directory with default.nix or flake.nix, or "
                + "DIR#HOST for a host of a flake." + (alternative is { } choice ? " " + choice.Meaning : ""),
            Arity = ArgumentArity.OneOrMore,
        };
        _context = context;
        command.Add(_configuration);
        command.Add(_settings);
        _arguments = new FunctionArguments(command);
        command.Add(_assume);
        command.Add(_overrides);
        _evaluation = new EvaluationOptions(command, context);
        WordValidation.RefuseOptions(_configuration);
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

    /// <summary>The words that name the configuration.</summary>
    public IReadOnlyList<string> Names(ParseResult parsed) => parsed.GetValue(_configuration)!;

    /// <summary>The configuration's directory, as byte text: that of its first file or flake, or the one in which the command runs.</summary>
    public string Directory(ParseResult parsed)
    {
        string name = parsed.GetValue(_configuration)![0];
        if (name == SourceReader.StandardInput) return ByteText.FromUnicode(_context.WorkingDirectory);
        if (FlakeHost.Find(_context, name) is { } flake) return flake.Directory;
        return ByteText.FromUnicode(Path.GetDirectoryName(new SourceReader(_context).FindFile(name))!);
    }

    /// <summary>What becomes of the configuration that the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="choice">The release that is asked for; null lets the lock file or the configuration name it.</param>
    public Translation Translate(ParseResult parsed, ReleaseChoice? choice)
    {
        FlakeHost? flake = FindFlake(parsed);
        choice ??= flake is null ? null : FlakeLock.ReleaseIn(flake.Directory);
        NixpkgsSource nixpkgs = new(choice, new Unknowns(parsed.GetValue(_assume)));
        Interpreter interpreter = new(_evaluation.Create(parsed, nixpkgs));
        SystemSettings settings = nixpkgs.Settings(interpreter) with
        {
            Options = Settings(parsed),
            Arguments = _arguments.Evaluate(parsed, interpreter, _context),
        };
        List<Value> modules = [];
        foreach (string name in parsed.GetValue(_configuration)!)
        {
            if (FlakeHost.Find(_context, name) is null) modules.Add(Module(name, interpreter));
        }

        Dictionary<string, string> overrides = Overrides(parsed);
        if (flake is null)
        {
            if (overrides.Count > 0) throw new UsageException("option '--override-input' is for flakes, and none is named");
            return new NixosSystem(settings, modules).Translate();
        }

        Value configuration = new Flake(settings, flake.Directory, overrides).Host(flake.Host);
        return NixosSystem.Extend(settings, configuration, modules);
    }

    private FlakeHost? FindFlake(ParseResult parsed)
    {
        FlakeHost? found = null;
        foreach (string name in parsed.GetValue(_configuration)!)
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
        if (name == SourceReader.StandardInput) return NixosSystem.ModuleFrom(reader.Read(name), interpreter);
        string path = _context.FullPath(name);
        if (System.IO.Directory.Exists(path) && !File.Exists(Path.Combine(path, DefaultFile)))
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
