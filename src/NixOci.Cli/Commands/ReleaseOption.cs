using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Containers.Releases;

namespace NixOci.Cli.Commands;

/// <summary>The option <c>--release</c>, and what is told of the release that is followed.</summary>
internal sealed class ReleaseOption
{
    private const string Documentation = "docs/releases.md";

    private static string Names { get; } = string.Join(", ", NixosReleases.All.Select(static release => release.Name));

    private readonly Option<string?> _release = new("--release")
    {
        HelpName = "RELEASE",
        Description = $"The NixOS release that is followed: {Names}. By default it is the one that system.stateVersion names, else "
            + NixosReleases.Default.Name + ".",
    };

    public ReleaseOption(Command command)
    {
        _release.AcceptOnlyFromAmong([.. NixosReleases.All.Select(static release => release.Name)]);
        command.Add(_release);
    }

    /// <summary>The release that was asked for, or null.</summary>
    public ReleaseChoice? Asked(ParseResult parsed)
        => parsed.GetValue(_release) is { } name ? ReleaseChoice.Of(NixosReleases.Find(name)!) : null;

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
