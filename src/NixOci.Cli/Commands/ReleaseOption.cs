using System.CommandLine;
using System.CommandLine.Parsing;
using NixOci.Cli.Errors;
using NixOci.Containers.Releases;

namespace NixOci.Cli.Commands;

/// <summary>The option <c>--release</c>, and what is told of the release that is followed.</summary>
internal sealed class ReleaseOption
{
    private const string Documentation = "docs/releases.md";

    private static string Names { get; } = string.Join(", ", NixosReleases.All.Select(static release => release.Name));

    private readonly Option<string[]> _release = new("--release")
    {
        HelpName = "RELEASE",
        Description = $"The NixOS release that is followed: {Names}. By default it is the one that system.stateVersion names, else "
            + NixosReleases.Default.Name + ".",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <param name="command">The command that has the option.</param>
    /// <param name="mayBePair">Whether it may be given twice, for what changes from one release to another.</param>
    public ReleaseOption(Command command, bool mayBePair = false)
    {
        _release.Arity = new ArgumentArity(1, 2);
        if (mayBePair)
        {
            _release.Description += " Given twice, with a single configuration: what changes in it from the one to the other.";
        }
        else
        {
            _release.Validators.Add(static result =>
            {
                if (result.Tokens.Count > 1) result.AddError("Option '--release' expects a single argument but 2 were provided.");
            });
        }

        _release.AcceptOnlyFromAmong([.. NixosReleases.All.Select(static release => release.Name)]);
        command.Add(_release);
    }

    /// <summary>The release that was asked for, or null.</summary>
    public ReleaseChoice? Asked(ParseResult parsed)
        => parsed.GetValue(_release) is { Length: > 0 } names ? ReleaseChoice.Of(NixosReleases.Find(names[0])!) : null;

    /// <summary>Whether the option was given twice.</summary>
    public bool IsPair(CommandResult result) => result.GetResult(_release) is { Tokens.Count: 2 };

    /// <summary>The two releases that were asked for, or null where there are not two.</summary>
    public (ContainerRelease From, ContainerRelease To)? Pair(ParseResult parsed)
        => parsed.GetValue(_release) is { Length: 2 } names ? (NixosReleases.Find(names[0])!, NixosReleases.Find(names[1])!) : null;

    /// <summary>Tells which release is followed, unless it was asked for, and what is only guessed of it.</summary>
    public static void Announce(ReleaseChoice choice, CommandContext context)
    {
        ErrorRenderer errors = new(context, showTrace: false);
        string release = "NixOS " + choice.Release.Name;
        string? reason = choice.Origin switch
        {
            ReleaseOrigin.StateVersion => "as system.stateVersion says",
            ReleaseOrigin.Lock => "as the lock file says",
            ReleaseOrigin.Default when choice.Named is { } named => $"since no release is known that is named {named}, as system.stateVersion is",
            ReleaseOrigin.Default => "since nothing names a release",
            _ => null,
        };
        if (reason is not null) errors.WriteNote($"{release} is followed, {reason} (--release chooses another).");
        if (choice.Release.Guesses.Count == 0) return;
        string guesses = string.Join('\n', choice.Release.Guesses.Select(static guess => "- " + guess));
        errors.WriteWarning($"what {release} writes is partly guessed (see {Documentation}):\n{guesses}");
    }
}
