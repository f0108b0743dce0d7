using NixOci.Systemd.Options;
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
        JobScript = Text("job-script.scriban"),
        Service = Text("service.scriban"),
        WritesInstall = true,
        Triggers = TriggerForm.FileWithPathsCopied,
        ServiceOptions = [],
    };

    /// <summary>How services looked until 2023: with empty lines where an optional setting might stand.</summary>
    public static TextTemplate ServiceWithGaps { get; } = Text("service-22.05.scriban");

    /// <summary>What scripts do before the user's text since autumn 2024, with an empty line between.</summary>
    public static TextTemplate SpacedJobScript { get; } = Text("job-script-spaced.scriban");

    /// <summary>What a script of a service does before the user's text.</summary>
    public required TextTemplate JobScript { get; init; }

    /// <summary>How the text of a service looks.</summary>
    public required TextTemplate Service { get; init; }

    /// <summary>Whether units say in a section <c>[Install]</c> what wants them.</summary>
    public required bool WritesInstall { get; init; }

    /// <summary>How units name the values that restart or reload them when they change.</summary>
    public required TriggerForm Triggers { get; init; }

    /// <summary>The options of services that not every release has.</summary>
    public required IReadOnlyList<ServiceOption> ServiceOptions { get; init; }

    /// <summary>Whether services have an option.</summary>
    public bool Has(ServiceOption option)
    {
        for (int i = 0; i < ServiceOptions.Count; i++)
        {
            if (ServiceOptions[i] == option) return true;
        }

        return false;
    }

    private static TextTemplate Text(string name) => TextTemplate.Embedded(typeof(SystemdRelease).Assembly, name);
}

/// <summary>How a unit names the values that restart or reload it when they change.</summary>
public enum TriggerForm
{
    /// <summary>They stand in the unit.</summary>
    Inline,

    /// <summary>They stand in a file whose path stands in the unit.</summary>
    File,

    /// <summary>The same; files among them are copied to the store, so that a change of their content counts.</summary>
    FileWithPathsCopied,
}
