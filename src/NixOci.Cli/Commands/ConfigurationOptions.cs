using System.CommandLine;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>What a command takes whose arguments are a configuration: its words, and how it is evaluated.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Argument<string[]> _configuration;
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
        Evaluation = new ConfigurationEvaluation(command, context);
        WordValidation.RefuseOptions(_configuration);
    }

    /// <summary>How the configuration is evaluated.</summary>
    public ConfigurationEvaluation Evaluation { get; }

    /// <summary>Runs a command's work within the limits of the command line.</summary>
    public int Run(ParseResult parsed, Func<int> work) => Evaluation.Run(parsed, work);

    /// <summary>The words that name the configuration.</summary>
    public IReadOnlyList<string> Names(ParseResult parsed) => parsed.GetValue(_configuration)!;

    /// <summary>The configuration's directory, as byte text: that of its first file or flake, or the one in which the command runs.</summary>
    public string Directory(ParseResult parsed)
        => ByteText.FromUnicode(Evaluation.FindFile(Names(parsed)[0]) is { } file ? Path.GetDirectoryName(file)! : _context.WorkingDirectory);

    /// <summary>What becomes of the configuration that the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="choice">The release that is asked for; null lets the lock file or the configuration name it.</param>
    public Translation Translate(ParseResult parsed, ReleaseChoice? choice)
    {
        IReadOnlyList<string> names = Names(parsed);
        Evaluation.RefuseIdleOptions(parsed, names);
        return Evaluation.Translate(parsed, names, choice);
    }
}
