using System.CommandLine;
using System.CommandLine.Parsing;
using NixOci.Hosts.Distributions;
using NixOci.Hosts.Layouts;

namespace NixOci.Cli.Commands;

/// <summary>The options that say how a host differs from the common one.</summary>
internal sealed class HostOptions
{
    private static readonly HostSettings Common = new();

    private readonly Option<string> _prefix = new("--prefix")
    {
        HelpName = "DIR",
        Description = "Let scripts and generated files lie in lib/nixoci below DIR.",
        DefaultValueFactory = static _ => Common.Prefix,
    };

    private readonly Option<string> _unitDirectory = new("--unit-dir")
    {
        HelpName = "DIR",
        Description = "Let units lie in DIR.",
        DefaultValueFactory = static _ => Common.UnitDirectory,
    };

    private readonly Option<string[]> _programs = new("--bin")
    {
        HelpName = "NAME=PATH",
        Description = "Call the program NAME by PATH instead of /usr/bin/NAME.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _distribution = new("--distro")
    {
        HelpName = "NAME",
        Description = "The host's distribution, which says where programs lie and what provides them: "
            + string.Join(", ", Distribution.All.Select(static distribution => distribution.Name)) + ".",
    };

    public HostOptions(Command command)
    {
        _prefix.Validators.Add(static result => RequirePath(result, "--prefix"));
        _unitDirectory.Validators.Add(static result => RequirePath(result, "--unit-dir"));
        _programs.Validators.Add(RequirePrograms);
        _distribution.AcceptOnlyFromAmong([.. Distribution.All.Select(static distribution => distribution.Name)]);
        command.Add(_prefix);
        command.Add(_unitDirectory);
        command.Add(_programs);
        command.Add(_distribution);
    }

    public HostSettings Settings(ParseResult parsed)
    {
        Dictionary<string, string> programs = new(StringComparer.Ordinal);
        foreach (string program in parsed.GetValue(_programs) ?? [])
        {
            int equals = program.IndexOf('=', StringComparison.Ordinal);
            programs[program[..equals]] = program[(equals + 1)..];
        }

        return new HostSettings
        {
            Prefix = TrimSlashes(parsed.GetValue(_prefix)!),
            UnitDirectory = TrimSlashes(parsed.GetValue(_unitDirectory)!),
            Programs = programs,
            Distribution = parsed.GetValue(_distribution) is { } name ? Distribution.Find(name) : null,
        };
    }

    private static string TrimSlashes(string path) => path.TrimEnd('/');

    private static void RequirePath(OptionResult result, string option)
    {
        foreach (Token token in result.Tokens)
        {
            if (HostSettings.IsPlainPath(TrimSlashes(token.Value))) continue;
            result.AddError($"Option '{option}' takes an absolute path of letters, digits and the characters . _ - +, not '{token.Value}'.");
        }
    }

    private static void RequirePrograms(OptionResult result)
    {
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && HostSettings.IsPlainPath(token.Value[(equals + 1)..]) && !token.Value[..equals].Contains('/')) continue;
            result.AddError($"Option '--bin' takes the name of a program and its absolute path, such as podman=/opt/bin/podman, not '{token.Value}'.");
        }
    }
}
