using NixOci.Systemd.Rendering;

namespace NixOci.Systemd.Releases;

/// <summary>
/// What differs between NixOS releases in the options of units and in their texts: a release is data. A later release is the
/// one before <c>with</c> what changed.
/// </summary>
public sealed record SystemdRelease
{
    /// <summary>NixOS of 2024-08-24 (nixpkgs 0b6fa5ee40).</summary>
    public static SystemdRelease Seed { get; } = new()
    {
        Name = "seed",
        JobScript = Script("job-script.scriban"),
    };

    /// <summary>NixOS of July 2026.</summary>
    public static SystemdRelease Latest { get; } = Seed with
    {
        Name = "latest",
        JobScript = Script("job-script-spaced.scriban"),
        HasSocketActivationFlag = true,
        HasStrictShellChecks = true,
    };

    /// <summary>The name by which the release is chosen.</summary>
    public required string Name { get; init; }

    /// <summary>What a script of a service does before the user's text.</summary>
    public required TextTemplate JobScript { get; init; }

    /// <summary>Whether services have the option <c>notSocketActivated</c>.</summary>
    public bool HasSocketActivationFlag { get; init; }

    /// <summary>Whether the option <c>enableStrictShellChecks</c> makes shell applications of a service's scripts.</summary>
    public bool HasStrictShellChecks { get; init; }

    private static TextTemplate Script(string name) => TextTemplate.Embedded(typeof(SystemdRelease).Assembly, name);
}
