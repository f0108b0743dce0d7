using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Options;

/// <summary>An option of services that not every release has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declare">Its declaration.</param>
public sealed record ServiceOption(string Name, Func<ModuleArguments, Value> Declare)
{
    /// <summary><c>notSocketActivated</c></summary>
    public static ServiceOption NotSocketActivated { get; } = new("notSocketActivated", static arguments => Flag(
        arguments.Lib, NixBool.False, "Whether a switch restarts the service although a socket of its name exists."));

    /// <summary><c>enableStrictShellChecks</c></summary>
    public static ServiceOption StrictShellChecks { get; } = new("enableStrictShellChecks", static arguments => Flag(
        arguments.Lib,
        Nix.Lazy(() => arguments.Config.Select("systemd", "enableStrictShellChecks")),
        "Whether the service's scripts are checked by shellcheck and end at the first failure of any kind.",
        "config.systemd.enableStrictShellChecks"));

    /// <summary><c>enableDefaultPath</c></summary>
    public static ServiceOption DefaultPath { get; } = new("enableDefaultPath", static arguments => Flag(
        arguments.Lib, NixBool.True, "Whether the service finds the programs that every service finds."));

    private static Value Flag(Lib lib, Value defaultValue, string description, string? defaultText = null)
        => lib.MkOption(type: lib.Types.Bool, defaultValue: defaultValue, defaultText: defaultText, description: description);
}
