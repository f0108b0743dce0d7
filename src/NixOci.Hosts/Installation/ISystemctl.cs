namespace NixOci.Hosts.Installation;

/// <summary>The one way to systemd: its program <c>systemctl</c>.</summary>
public interface ISystemctl
{
    /// <summary>Runs <c>systemctl</c> with arguments, and waits for it.</summary>
    SystemctlResult Run(IReadOnlyList<string> arguments);
}

/// <summary>What <c>systemctl</c> answered.</summary>
/// <param name="ExitCode">Its exit code; 0 where it succeeded.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
public sealed record SystemctlResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => ExitCode == 0;
}
