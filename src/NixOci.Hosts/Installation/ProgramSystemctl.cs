namespace NixOci.Hosts.Installation;

/// <summary>The <c>systemctl</c> of this machine.</summary>
/// <param name="programs">Runs programs.</param>
public sealed class ProgramSystemctl(IProgramRunner programs) : ISystemctl
{
    /// <inheritdoc/>
    public SystemctlResult Run(IReadOnlyList<string> arguments)
        => programs.Run("systemctl", arguments) ?? throw new IOException("the program 'systemctl' is not there: this host has no systemd");
}

/// <summary>Runs programs of this machine and waits for them.</summary>
public interface IProgramRunner
{
    /// <summary>Runs a program that is found by <c>PATH</c>, or by its full path; null where there is none.</summary>
    SystemctlResult? Run(string program, IReadOnlyList<string> arguments);
}
